/** What evidence means, case by case. */
@NullMarked
package dev.greenlight.releases.gate;

import org.jspecify.annotations.NullMarked;
