/**
 * GitHub's runner protocol and nothing else: its variables, workflow commands, file commands, job summary, masks, and the files left in
 * its workspace; beside it the console, for the same commands on a laptop.
 *
 * <p>Knows no action and decides nothing. Only {@code actions} uses it. Entry types: {@link dev.greenlight.runner.RunnerContext} for what the
 * runner tells, {@link dev.greenlight.runner.Log} for what the step tells.
 *
 * <p>2026-11-24: lines of children are quoted lazily: the first one stops the runner's command processing with a random token, and the next
 * line of our own resumes it, so that a thousand quoted lines cost two commands.
 *
 * <p>2026-11-24: whoever asks for the workspace's path on the Docker engine's host gets the engine's own answer about this container's
 * mounts, which holds for GitHub's runner, act and a plain {@code docker run} alike; the runner's variables are the second choice.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a>
 */
@NullMarked
package dev.greenlight.runner;

import org.jspecify.annotations.NullMarked;
