/**
 * Looking at the files of a change alone, where that is sound.
 *
 * <p>Lives here: which checks are narrowed, and to what. Does not: what a change is, which {@link dev.greenlight.checks.history.GitHistory}
 * tells. Entry type: {@link dev.greenlight.checks.changes.Narrowing}.
 *
 * <p>2026-11-29: only tools are narrowed that judge a file by that file and their configuration alone: flake8, bandit, hadolint. A changed
 * export breaks files that did not change, so tsc never is; nor is ESLint, whose configuration is a program that may bring rules which follow
 * imports or ask for types, and nothing but running it tells. Audits depend on what is learned outside, secrets are searched fast enough.
 * <p>2026-11-29: whatever is not certain runs on all files, and says why: no merge base, nothing changed, a changed configuration or pin, a
 * configuration by which the tool chooses files itself, a link, a submodule, a plugin of flake8, which may judge files together.
 * <p>2026-11-29: in a job only pull requests are narrowed. A push is compared with what it replaced, which may have been as wrong: a second push
 * would be green with what the first one broke.
 */
@NullMarked
package dev.greenlight.checks.changes;

import org.jspecify.annotations.NullMarked;
