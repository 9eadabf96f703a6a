/**
 * Cache entries, version 2: what a workflow run leaves for the runs after it.
 *
 * <p>An entry's bytes are the caller's own affair. Entry type: {@link dev.greenlight.runner.caches.Caches}.
 *
 * <p>2026-11-29: a step asks this service itself rather than through GitHub's action for caches, since what is kept is known only at the step's
 * end, and a container action has no post step that shares its state.
 *
 * @see <a href="https://github.com/actions/toolkit/tree/main/packages/cache">GitHub's own client</a>
 */
@NullMarked
package dev.greenlight.runner.caches;

import org.jspecify.annotations.NullMarked;
