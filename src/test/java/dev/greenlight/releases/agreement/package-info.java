/** Tests of what was agreed to. */
@NullMarked
package dev.greenlight.releases.agreement;

import org.jspecify.annotations.NullMarked;
