/**
 * What is said of assessed findings: the order in which a person should see them, what to do first, and the files for machines.
 *
 * <p>Pure. Lives here: the forms. Does not: the verdict, and where the forms are shown. Entry type:
 * {@link dev.greenlight.checks.reports.Account}.
 *
 * <p>2026-11-29: the files are written piece by piece. A hundred thousand findings are tens of megabytes of text, which nobody needs in memory.
 * <p>2026-11-29: commands that a person is told to copy are made of tools' names alone. A file's name may be somebody else's command.
 */
@NullMarked
package dev.greenlight.checks.reports;

import org.jspecify.annotations.NullMarked;
