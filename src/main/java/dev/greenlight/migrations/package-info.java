/**
 * Django's migrations.
 *
 * <p>Lives here: what it takes to bring a database's schema up to date. Does not: when that happens in a release, which is a step of its
 * plan. Entry type: {@link dev.greenlight.migrations.Migration}.
 *
 * <p>2026-11-24: migrations run as a job of their own, before any traffic moves, and never at a container's start: a service with many
 * instances would run them many times at once, and a failing one would look like a crashing container.
 */
@NullMarked
package dev.greenlight.migrations;

import org.jspecify.annotations.NullMarked;
