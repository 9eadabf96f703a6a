/**
 * Static checks: which tools run on what, and running them. What a tool is and says lies in {@link dev.greenlight.checks.tools}.
 *
 * <p>Every tool leaves a {@link dev.greenlight.checks.tools.ToolRun}; a crash, a missing report, a missing tool, a run that left something out
 * and "no findings" are different values, and only the last is green. Tools are not trusted: they run on a scratch copy, as another user
 * where the machine has one ({@link dev.greenlight.checks.scratch.Sandbox}). Test suites and images are not checked here.
 * Entry types: {@link dev.greenlight.checks.ChecksPlanner}, {@link dev.greenlight.checks.ChecksExecutor}.
 *
 * <p>2026-11-24: tools run on a copy of the project's folder. The workspace belongs to another user, and tools write beside what they
 * read (build information, caches, {@code node_modules}); a copy keeps the workspace as it was and lets the tools have all of theirs.
 * <p>2026-11-24: a tool of the front end is started from {@code node_modules/.bin}, not by {@code npx}: a tool that is not installed is then
 * plainly missing, and nothing is ever downloaded to run it.
 * <p>2026-11-29: the checks of all services run side by side, as many as there are cores, the longest first; those that need the packages of
 * npm or the history begin when these are there, and hold no core until then.
 * <p>2026-11-29: {@code greenlight.yml} has no check of its own here: nothing is planned before it was read, and a broken one is refused with
 * every fault and its line.
 * <p>2026-11-29: a tool that writes what others read, or reads all that lies there, has a copy for itself ({@code alone}): the packages that npm
 * installs meanwhile, and what a build writes, are then there for nobody else, whatever ends first.
 */
@NullMarked
package dev.greenlight.checks;

import org.jspecify.annotations.NullMarked;
