/** What every Cloud Run must do, held to the one in memory and, through Google's client, to the local one. */
@NullMarked
package dev.greenlight.releases.cloud;

import org.jspecify.annotations.NullMarked;
