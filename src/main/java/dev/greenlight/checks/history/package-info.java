/**
 * What the repository's history says of a change: what it is compared with, which files it touches, and the tree of before.
 *
 * <p>Lives here: the questions to git. Does not: what a comparison of findings comes to. Entry type:
 * {@link dev.greenlight.checks.history.GitHistory}.
 *
 * <p>2026-11-29: whatever git cannot answer (no repository, a shallow clone, submodules) is a failure with its remedy. A comparison that
 * quietly compared with nothing, or with everything, would be green for no reason.
 * <p>2026-11-29: the tree of before is written out from an index of its own. A worktree of git's would leave its traces in the checkout and run its
 * hooks, and an archive leaves out what the repository exports not.
 */
@NullMarked
package dev.greenlight.checks.history;

import org.jspecify.annotations.NullMarked;
