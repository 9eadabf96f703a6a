/**
 * The place where untrusted tools run: a copy of the repository, other users, and next to nothing of this process's environment.
 *
 * <p>Knows no tool. Entry types: {@link dev.greenlight.checks.scratch.Sandbox}, {@link dev.greenlight.checks.scratch.ScratchCopy},
 * {@link dev.greenlight.checks.scratch.ToolUser}.
 *
 * <p>2026-11-29: the copy is one of the whole repository, since what is checked beside the services (workflows, secrets) may lie outside of
 * the folder of {@code greenlight.yml}.
 *
 * <p>2026-11-29: where the machine has users enough, each tool has one to itself and nobody but root may write to the copy. With one user for all a
 * plugin could change what another tool reads, or the tool itself, and so make that one's answer a false pass.
 */
@NullMarked
package dev.greenlight.checks.scratch;

import org.jspecify.annotations.NullMarked;
