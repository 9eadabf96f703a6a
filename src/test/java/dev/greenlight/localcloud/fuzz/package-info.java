/** Random calls against the whole local cloud, chosen by seeded dice, and what must hold after each of them. */
@NullMarked
package dev.greenlight.localcloud.fuzz;

import org.jspecify.annotations.NullMarked;
