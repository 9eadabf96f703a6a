/**
 * GitHub's API, asked in bounded time.
 *
 * <p>Lives here: the connection that whoever asks GitHub shares. Does not: what is asked, or what an answer means. Entry type:
 * {@link dev.greenlight.releases.github.GitHubConnection}.
 *
 * <p>2026-11-25: the library has no limit of its own for a whole answer, and neither a release nor a rollback may hang on GitHub. What is not
 * answered in time counts as not answered.
 */
@NullMarked
package dev.greenlight.releases.github;

import org.jspecify.annotations.NullMarked;
