/**
 * Running workloads: containers of revisions and jobs, their start-up probes, their output, their end.
 *
 * <p>Knows images, processes and addresses; nothing of services, traffic or documents. Entry types:
 * {@link dev.greenlight.localcloud.engine.Workloads} (the port), {@link dev.greenlight.localcloud.engine.DockerWorkloads} (the Docker engine
 * through its command line), {@link dev.greenlight.localcloud.engine.Fleet} (the running instances by revision).
 *
 * <p>2026-11-24: environments go to the engine by standard input ({@code --env-file /dev/stdin}), so that no secret is in an argument
 * list or on the disk. Values with line ends, which that format cannot hold, go through the client's own environment.
 *
 * <p>2026-11-24: output is followed by a child process of its own instead of {@code Commands}, which would keep all of it in memory.
 *
 * <p>2026-11-25: {@link dev.greenlight.localcloud.engine.PretendWorkloads} is a second adapter without Docker, for sweeps over hundreds of
 * releases. It pretends no more than a release can see: readiness, answers, errors, crashes, exit codes.
 *
 * <p>2026-11-25: a container whose output breaks off is asked for before it is called ended: the engine may have gone away and left it running.
 */
@NullMarked
package dev.greenlight.localcloud.engine;

import org.jspecify.annotations.NullMarked;
