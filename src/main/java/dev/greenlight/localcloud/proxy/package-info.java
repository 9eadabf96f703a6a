/**
 * The front of the local Cloud Run: one TCP port for each service and each of its tags, and the split of their requests over revisions.
 *
 * <p>Knows addresses and percents, not containers: whoever runs revisions publishes {@link dev.greenlight.localcloud.proxy.Route}s. Says who
 * may call through {@link dev.greenlight.localcloud.proxy.InvokerCheck}, and tells every request to a
 * {@link dev.greenlight.localcloud.telemetry.RequestSink}. Entry types: {@link dev.greenlight.localcloud.proxy.Routes},
 * {@link dev.greenlight.localcloud.proxy.TrafficProxy}.
 *
 * <p>2026-11-24: a request is sent once. What the backend loses, the client sees, as in Cloud Run; a proxy that retries would hide the very
 * faults that a release gate looks for.
 *
 * <p>2026-11-24: pooled connections to a backend close after one idle second, because gunicorn closes its own after two, and requests that
 * are not idempotent always travel on a fresh connection; so none meets a connection that its backend is just closing.
 *
 * <p>2026-11-24: protocol upgrades are answered with 501. HTTP/2 upgrades in clear text are the exception: a client offers them and is content
 * with HTTP/1.1.
 *
 * <p>2026-11-25: all ports are one connector's, {@code Doors}. Jetty's own connector has one port, and closes it only when the selector that it is
 * registered at is stopped, so that a withdrawn port went on accepting; and it costs two threads a port.
 *
 * <p>2026-11-25: nothing between a client's connection and an instance's blocks, so everything runs on the selectors' own threads; a hand-over to
 * a pool cost more than the work itself. What is not idempotent shares connections too, those that have rested: a fresh one for each request
 * cost two thirds of the throughput and, with containers, a local port for a minute.
 *
 * <p>2026-11-25: who has a seat and who waits is counted here, who starts and stops instances is not: {@code Demand} asks for more, {@code Routes}
 * is told of them.
 */
@NullMarked
package dev.greenlight.localcloud.proxy;

import org.jspecify.annotations.NullMarked;
