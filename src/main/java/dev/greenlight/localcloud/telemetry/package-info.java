/**
 * What the local cloud tells of its workloads: request metrics and log entries, with the end points that Cloud Monitoring and Cloud Logging
 * read them by.
 *
 * <p>Keeps a bounded past in memory. Does not judge. Entry types: {@link dev.greenlight.localcloud.telemetry.RequestSink},
 * {@link dev.greenlight.localcloud.telemetry.LogSink}.
 */
@NullMarked
package dev.greenlight.localcloud.telemetry;

import org.jspecify.annotations.NullMarked;
