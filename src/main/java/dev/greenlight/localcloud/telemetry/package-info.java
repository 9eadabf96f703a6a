/**
 * What the local cloud tells of its workloads: request metrics and log entries, with the end points that Cloud Monitoring and Cloud Logging
 * read them by.
 *
 * <p>Keeps a bounded past in memory and judges nothing. Entry types: {@link dev.greenlight.localcloud.telemetry.Telemetry},
 * {@link dev.greenlight.localcloud.telemetry.RequestSink}, {@link dev.greenlight.localcloud.telemetry.LogSink}.
 *
 * <p>2026-11-24: metrics are published late, as Google's are, because a gate that reads them at once would work here and not there. The lag and
 * the sampling period are settings, so that a demonstration need not wait for minutes.
 *
 * <p>2026-11-24: of filters only comparisons joined with AND are read, of aggregations only sums over time; anything else is refused
 * with 400, never ignored.
 *
 * <p>2026-11-25: the entries in memory are packed into arrays of bytes. As objects they were most of what every collection of garbage had to copy
 * and mark, and its pauses were the slowest answers of the proxy.
 */
@NullMarked
package dev.greenlight.localcloud.telemetry;

import org.jspecify.annotations.NullMarked;
