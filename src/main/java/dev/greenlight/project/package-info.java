/**
 * What the repository says of itself: {@code greenlight.yml} as typed values.
 *
 * <p>Reads text and gives values; knows no cloud and runs nothing. A key enters the schema only with the code that reads it.
 * Entry types: {@link dev.greenlight.project.Project}, {@code ProjectParser}.
 *
 * <p>2026-11-24: what differs between environments (names, variables, secrets of a service) lies below
 * {@code environments.<name>.services.<service>}, so that one place tells all that one deployed service gets.
 */
@NullMarked
package dev.greenlight.project;

import org.jspecify.annotations.NullMarked;
