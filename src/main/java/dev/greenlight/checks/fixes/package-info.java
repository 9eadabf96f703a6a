/**
 * Tools that repair what they find.
 *
 * <p>Entry type: {@link dev.greenlight.checks.fixes.FixesExecutor}.
 *
 * <p>2026-11-29: a tool repairs the copy that it works on anyway, and what it has changed there is brought back file by file. It can neither make
 * nor remove a file of the repository, nor reach one outside of its service's folder.
 *
 * <p>2026-11-30: zizmor repairs workflows and actions, on a copy that no tool of a service has worked on, so that a service's packages still reach
 * nothing but their service.
 */
@NullMarked
package dev.greenlight.checks.fixes;

import org.jspecify.annotations.NullMarked;
