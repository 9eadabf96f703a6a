/**
 * How a project's own tests of a new release are run: beside this process, or in a container of the Docker engine.
 *
 * <p>Does not decide when they run nor what their end means ({@code releases.trials}). Entry type:
 * {@link dev.greenlight.actions.staging.OwnTests}.
 *
 * <p>2026-11-29: they run in a job that holds the credentials to deploy, and are not trusted with them: another user where there is one, a cleared
 * environment, the checkout's {@code .git} out of reach. In a container they see the project's folder read-only, and neither the engine's socket nor this
 * process.
 */
@NullMarked
package dev.greenlight.actions.staging;

import org.jspecify.annotations.NullMarked;
