/**
 * How tests wait for what happens elsewhere: always with a limit, and never silently. What a test only has to hold open for a while, such as
 * a back end's answer, is not here. Entry type: {@link dev.greenlight.waiting.Await}.
 */
@NullMarked
package dev.greenlight.waiting;

import org.jspecify.annotations.NullMarked;
