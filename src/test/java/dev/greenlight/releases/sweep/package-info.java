/**
 * Releases that are killed, refused and raced at every one of their effects, in processes of their own, on a local cloud with workloads in
 * this process, and some of it with containers.
 *
 * <p>Entry types: {@link dev.greenlight.releases.sweep.ReleaseSweepCloudIT}, {@link
 * dev.greenlight.releases.sweep.ReleaseSweepContainerIT}, {@link dev.greenlight.releases.sweep.RacesCloudIT}.
 */
@org.jspecify.annotations.NullMarked
package dev.greenlight.releases.sweep;
