/**
 * The wire of the local cloud: one HTTP server for all Google APIs, routes by path template, errors in Google's JSON.
 *
 * <p>Knows no resource: what a path means is said by whoever registers it. Entry types: {@link dev.greenlight.localcloud.http.Api} (register),
 * {@link dev.greenlight.localcloud.http.ApiServer} (listen), {@link dev.greenlight.localcloud.http.ApiError} (refuse).
 *
 * <p>2026-11-24: an unknown path and a known path with another method are both 404 "Method not found.", as Google's front end answers.
 *
 * <p>2026-11-25: a page token names the list it is of and the last element that was shown, so that pages stay disjoint while others write, and a
 * token from elsewhere is refused.
 *
 * <p>2026-11-25: writes that a browser sends for a page of another site are refused: the server trusts whoever reaches it, and a browser reaches
 * it for any page.
 *
 * <p>2026-11-29: a request must name this server by an address, by {@code localhost} or by a name that it was told to listen on: any other name
 * may be one that a page of the web has lead here.
 */
@NullMarked
package dev.greenlight.localcloud.http;

import org.jspecify.annotations.NullMarked;
