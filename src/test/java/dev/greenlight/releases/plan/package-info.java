/** What is decided of which world. */
@NullMarked
package dev.greenlight.releases.plan;

import org.jspecify.annotations.NullMarked;
