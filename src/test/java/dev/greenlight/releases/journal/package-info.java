/** What services remember. */
@NullMarked
package dev.greenlight.releases.journal;

import org.jspecify.annotations.NullMarked;
