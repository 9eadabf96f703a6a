/**
 * The place where untrusted tools run: a copy of the project, another user, and next to nothing of this process's environment.
 *
 * <p>Knows no tool. Entry types: {@link dev.greenlight.checks.scratch.Sandbox}, {@link dev.greenlight.checks.scratch.ScratchCopy}.
 */
@NullMarked
package dev.greenlight.checks.scratch;

import org.jspecify.annotations.NullMarked;
