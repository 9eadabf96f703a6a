@NullMarked
package dev.greenlight.secrets;

import org.jspecify.annotations.NullMarked;
