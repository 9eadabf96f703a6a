/**
 * What checks came to before, so that a tool need not run again on what has not changed.
 *
 * <p>A result is remembered under a fingerprint of all that it depends on: the content of every file that the tool could read, the tool and
 * its packages, its command, and this program itself. Where any of these cannot be known without starting the tool, nothing is remembered.
 * Entry type: {@link dev.greenlight.checks.memory.Remembering}.
 *
 * <p>2026-11-29: contents are read and hashed at every run; dates and sizes are not trusted. A checkout gives every file a new date, and on a
 * laptop four thousand files take less time than a tool needs to start.
 * <p>2026-11-29: only results that speak of the sources alone are kept: clean, or findings. What crashed, timed out or left something out is
 * tried again every time.
 * <p>2026-11-29: an entry proves that it is whole by its own digest. It does not prove who wrote it: whoever may write to the folder, or to
 * the branch's cache, is trusted as far as the checks go. Tools that run as another user cannot.
 * <p>2026-11-29: a link counts by where it leads, and services of one lock file for each other: packages of npm's workspaces find each other by
 * name alone. What is remembered of too much costs a run, of too little a wrong answer.
 */
@NullMarked
package dev.greenlight.checks.memory;

import org.jspecify.annotations.NullMarked;
