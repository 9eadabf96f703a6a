/** What is told of the requests that were seen. */
@NullMarked
package dev.greenlight.releases.watch;

import org.jspecify.annotations.NullMarked;
