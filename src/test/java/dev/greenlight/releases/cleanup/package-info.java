/** Tests of what is not needed any more. */
@NullMarked
package dev.greenlight.releases.cleanup;

import org.jspecify.annotations.NullMarked;
