/** Tests of who is told. */
@NullMarked
package dev.greenlight.releases.notices;

import org.jspecify.annotations.NullMarked;
