@NullMarked
package dev.greenlight.releases.turns;

import org.jspecify.annotations.NullMarked;
