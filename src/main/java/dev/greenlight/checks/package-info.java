/**
 * Static checks of source code: one class a tool, which knows the command it runs and reads its report.
 *
 * <p>Every tool leaves a {@link dev.greenlight.checks.ToolRun}; a crash, a missing report, a missing tool and "no findings" are different
 * values, and only the last is green. Tools come from the repository, so they are not trusted: they run on a scratch copy, as another user
 * where the machine has one ({@link dev.greenlight.checks.scratch.Sandbox}). Test suites and images are not checked here.
 * Entry types: {@link dev.greenlight.checks.ChecksPlanner}, {@link dev.greenlight.checks.ChecksExecutor}.
 *
 * <p>2026-11-24: tools run on a copy of the project's folder. The workspace belongs to another user, and tools write beside what they
 * read (build information, caches, {@code node_modules}); a copy keeps the workspace as it was and lets the tools have all of theirs.
 * <p>2026-11-24: a tool of the front end is started from {@code node_modules/.bin}, not by {@code npx}: a tool that is not installed is then
 * plainly missing, and nothing is ever downloaded to run it.
 */
@NullMarked
package dev.greenlight.checks;

import org.jspecify.annotations.NullMarked;
