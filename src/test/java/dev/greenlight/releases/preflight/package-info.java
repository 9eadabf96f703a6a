@NullMarked
package dev.greenlight.releases.preflight;

import org.jspecify.annotations.NullMarked;
