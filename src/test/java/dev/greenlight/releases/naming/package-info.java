/** What names come out. */
@NullMarked
package dev.greenlight.releases.naming;

import org.jspecify.annotations.NullMarked;
