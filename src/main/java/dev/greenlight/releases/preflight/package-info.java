/**
 * What must hold before a release has its first effect, beyond that it is its turn: there is a way back, everybody can reach what is to be
 * proven, and the database bears both colours.
 *
 * <p>Pure. Entry type: {@link dev.greenlight.releases.preflight.PreflightGate}.
 *
 * <p>2026-11-25: what only may go wrong is a note, what would leave no way back is a refusal that force overrides, and what makes a proof
 * impossible is a refusal that nothing overrides.
 */
@NullMarked
package dev.greenlight.releases.preflight;

import org.jspecify.annotations.NullMarked;
