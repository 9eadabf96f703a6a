/** What is drawn of a release, and what is not. */
@NullMarked
package dev.greenlight.releases.charts;

import org.jspecify.annotations.NullMarked;
