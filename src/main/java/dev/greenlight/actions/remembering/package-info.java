/**
 * Where what checks came to is remembered: on a laptop in the user's folder for caches, in a job in the caches of its workflow.
 *
 * <p>Entry type: {@link dev.greenlight.actions.remembering.RememberedChecks}.
 *
 * <p>2026-11-29: a job keeps a new cache entry only when a check ran, and puts into it only what this run used: an entry never changes, and what
 * nobody asks for is not carried along.
 * <p>2026-11-29: a memory that cannot be reached costs time and never the verdict.
 * <p>2026-11-29: one run asks one memory for all of its trees, and keeps what became of them at its end: what the workspace's checks did not use
 * the merge base's may.
 */
@NullMarked
package dev.greenlight.actions.remembering;

import org.jspecify.annotations.NullMarked;
