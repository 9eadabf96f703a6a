/**
 * The page at the local cloud's root: what runs, who gets the traffic, how fast and how well it answers, and the last log lines.
 *
 * <p>Only reads; whoever wants to change something uses the APIs. Entry types: {@link dev.greenlight.localcloud.page.StatusPage},
 * {@link dev.greenlight.localcloud.page.Rates}.
 *
 * <p>2026-11-25: the whole page is written by the server, and its one script only exchanges it for a newer one, so that it says the same
 * without JavaScript and nothing is rendered twice. All text goes through {@link dev.greenlight.localcloud.page.Markup}, which escapes
 * it; the page's policy allows only its own two files, so that even a hole there would run nothing.
 *
 * <p>2026-11-25: request rates are counted here and not read from the metrics, which are late on purpose.
 */
@NullMarked
package dev.greenlight.localcloud.page;

import org.jspecify.annotations.NullMarked;
