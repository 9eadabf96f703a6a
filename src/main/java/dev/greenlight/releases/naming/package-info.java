/**
 * What new revisions are called, and the digest by which equal contents are known.
 *
 * <p>Pure. Entry types: {@link dev.greenlight.releases.naming.RevisionNames}, {@link dev.greenlight.releases.naming.Hash}.
 *
 * <p>2026-11-29: apart from {@code releases.plan}: a name follows from the contents alone, and knows nothing of steps.
 */
@NullMarked
package dev.greenlight.releases.naming;

import org.jspecify.annotations.NullMarked;
