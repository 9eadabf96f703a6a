/**
 * The project's test suites: running them in containers, and reading their JUnit and coverage reports.
 *
 * <p>A suite runs in a stack of containers of its own run: the project's compose file with the profile {@code test} where there is one, else
 * a stack made for its services. The stack is always taken down. Static checks and images for release are not made here.
 * Entry types: {@link dev.greenlight.suites.SuitesExecutor}, {@link dev.greenlight.suites.ComposeModel}.
 *
 * <p>2026-11-24: the compose file is resolved by compose itself and the result is rewritten, so that every feature of compose files works and
 * only two things change: what would be shared between two runs gets a name of the run, and bind mounts get the engine's view of the paths.
 * Build contexts are read by the client and keep this process's view.
 * <p>2026-11-24: reports are looked for where a suite leaves them, in the container's own files and in its bind mounts. A project need not
 * know about Greenlight to be tested by it.
 * <p>2026-11-24: the built-in stack is a compose model too: one executor, one way of taking down.
 */
@NullMarked
package dev.greenlight.suites;

import org.jspecify.annotations.NullMarked;
