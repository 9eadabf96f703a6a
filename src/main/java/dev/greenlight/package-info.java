/**
 * Greenlight's root: only {@link dev.greenlight.Main} lives here; the rooms are the packages below.
 *
 * <p>2026-11-29: half of the files are at most 65 lines long, where 60 had been wished for: what is said of a record's components takes more lines
 * than its code, and is worth them.
 */
@NullMarked
package dev.greenlight;

import org.jspecify.annotations.NullMarked;
