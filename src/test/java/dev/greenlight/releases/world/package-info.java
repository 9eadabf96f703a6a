@NullMarked
package dev.greenlight.releases.world;

import org.jspecify.annotations.NullMarked;
