/**
 * What is known of vulnerabilities, for the tools that look it up on disk: brought from the project's folder or a mirror, and its age judged.
 * Knows no tool but by its name. Entry type: {@link dev.greenlight.checks.advisories.AdvisoryDatabase}.
 *
 * <p>2026-11-29: the age of OSV's database is that of its newest record, not of its files: those are as old as the checkout. A service does
 * not tell how old what it knows is, so there the age is not judged.
 */
@NullMarked
package dev.greenlight.checks.advisories;

import org.jspecify.annotations.NullMarked;
