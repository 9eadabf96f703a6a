/**
 * What the repository says of itself: {@code greenlight.yml} as typed values.
 *
 * <p>Reads text and gives values; knows no cloud and runs nothing. A key enters the schema only with the code that reads it.
 * Entry types: {@link dev.greenlight.project.Project}, {@link dev.greenlight.project.ProjectFile}.
 *
 * <p>2026-11-24: what differs between environments (names, variables, secrets of a service) lies below
 * {@code environments.<name>.services.<service>}, so that one place tells all that one deployed service gets.
 *
 * <p>2026-11-24: the file is read from YAML's nodes rather than checked by a schema validator and then bound, since only nodes know lines,
 * duplicate keys and how a number was written. The published JSON schema, for editors, is held to the parser by a test that gives both
 * the same documents.
 *
 * <p>2026-11-24: an environment overrides {@code release} key by key, so that a place for trying things out can be quick without repeating all.
 */
@NullMarked
package dev.greenlight.project;

import org.jspecify.annotations.NullMarked;
