/**
 * What a check is: a tool, what it is run on, the command, and how its end and its report become a result.
 *
 * <p>The tools themselves lie below, a package for each concern; nothing here knows any of them. Choosing and running them happens above.
 * Entry types: {@link dev.greenlight.checks.tools.Check}, {@link dev.greenlight.checks.tools.ToolRun}.
 *
 * <p>2026-11-29: a check is run on a {@link dev.greenlight.checks.tools.Target}: a service, a Compose project, the repository or its history.
 * What belongs to no service (secrets, workflows, every Dockerfile) was out of reach while a check was always one of a service.
 * <p>2026-11-29: a run that had to leave something out is a result of its own, with what it found in the rest. Tools that cannot look a
 * dependency up say "no known vulnerabilities" of it, and end well.
 *
 * <p>2026-11-29: a tool that looked at nothing, or was told by the repository to let everything pass, did not tell that all is well.
 */
@NullMarked
package dev.greenlight.checks.tools;

import org.jspecify.annotations.NullMarked;
