/**
 * Who is told of a release while it happens.
 *
 * <p>Lives here: the port and its adapter to GitHub's deployments. Does not: the report, which everybody reads afterwards. Entry type:
 * {@link dev.greenlight.releases.notices.Notices}.
 *
 * <p>2026-11-25: telling costs a release nothing: it is begun beside the release, waited for at its end for a bounded time, and what goes wrong
 * with it is a warning. A record that could not be begun, because GitHub was down, is made at the end.
 */
@NullMarked
package dev.greenlight.releases.notices;

import org.jspecify.annotations.NullMarked;
