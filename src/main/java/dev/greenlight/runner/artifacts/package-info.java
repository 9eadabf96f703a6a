/**
 * Artifacts of a workflow run, version 4: folders that one job leaves and another one, or a person, takes up.
 *
 * <p>Entry type: {@link dev.greenlight.runner.artifacts.Artifacts}.
 *
 * <p>2026-11-29: a folder is packed while it is sent, and unpacked from a file whose digest has been checked: neither is ever in memory
 * as a whole, and nothing is unpacked that did not arrive as it was sent.
 *
 * @see <a href="https://github.com/actions/toolkit/tree/main/packages/artifact">GitHub's own client</a>
 */
@NullMarked
package dev.greenlight.runner.artifacts;

import org.jspecify.annotations.NullMarked;
