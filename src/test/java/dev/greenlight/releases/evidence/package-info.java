/** What is read of the cloud's metrics and logs. */
@NullMarked
package dev.greenlight.releases.evidence;

import org.jspecify.annotations.NullMarked;
