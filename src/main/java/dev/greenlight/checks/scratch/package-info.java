/**
 * The place where untrusted tools run: a copy of the repository, another user, and next to nothing of this process's environment.
 *
 * <p>Knows no tool. Entry types: {@link dev.greenlight.checks.scratch.Sandbox}, {@link dev.greenlight.checks.scratch.ScratchCopy}.
 *
 * <p>2026-11-29: the copy is one of the whole repository, since what is checked beside the services (workflows, secrets) may lie outside of
 * the folder of {@code greenlight.yml}.
 */
@NullMarked
package dev.greenlight.checks.scratch;

import org.jspecify.annotations.NullMarked;
