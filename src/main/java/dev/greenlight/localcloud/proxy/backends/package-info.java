/**
 * The connections that requests take to a revision's instances: how many are kept, for how long, and which may be used twice.
 *
 * <p>Does not say which instance a request goes to, nor what is made of its answer: that is the proxy's. Entry type:
 * {@link dev.greenlight.localcloud.proxy.backends.BackendClients}.
 *
 * <p>2026-11-29: a package of its own; the dates and reasons of how connections are kept are with the proxy's.
 */
@NullMarked
package dev.greenlight.localcloud.proxy.backends;

import org.jspecify.annotations.NullMarked;
