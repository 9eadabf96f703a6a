/** What a failed revision says, and what it is taken for. */
@NullMarked
package dev.greenlight.releases.symptoms;

import org.jspecify.annotations.NullMarked;
