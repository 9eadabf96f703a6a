@NullMarked
package dev.greenlight.releases.sight;

import org.jspecify.annotations.NullMarked;
