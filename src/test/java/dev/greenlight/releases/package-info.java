/** Doubles that behave like the cloud, and the tests of whole releases on them. */
@NullMarked
package dev.greenlight.releases;

import org.jspecify.annotations.NullMarked;
