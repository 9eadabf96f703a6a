/**
 * What can be seen of a release from outside: answers to probes, request counts, log lines, images in the registry.
 *
 * <p>Lives here: the ports and their adapters over plain HTTP. Does not: what the evidence means, which {@code releases.gate} says.
 * Entry types: {@link dev.greenlight.releases.evidence.Prober}, {@link dev.greenlight.releases.evidence.Metrics},
 * {@link dev.greenlight.releases.evidence.Logs}, {@link dev.greenlight.releases.evidence.Registry}.
 *
 * <p>2026-11-24: request counts are read as they are, without alignment or reduction by Cloud Monitoring: a step is often shorter than the
 * shortest alignment period, and raw points add up the same everywhere.
 *
 * <p>2026-11-25: a point in which a step begins is left out: it mixes two divisions of the traffic. That costs no time, as points are as long as a step must
 * cover anyway.
 *
 * <p>2026-11-25: the request log stands in for late metrics only while it shows the requests that this program itself has sent; a project may exclude
 * entries from its log.
 */
@NullMarked
package dev.greenlight.releases.evidence;

import org.jspecify.annotations.NullMarked;
