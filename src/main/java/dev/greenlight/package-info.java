/** Greenlight's root: only {@link dev.greenlight.Main} lives here; the rooms are the packages below. */
@NullMarked
package dev.greenlight;

import org.jspecify.annotations.NullMarked;
