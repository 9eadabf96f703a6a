/** Servers that are killed while they write, and what they know when they are started again. */
@NullMarked
package dev.greenlight.localcloud.durability;

import org.jspecify.annotations.NullMarked;
