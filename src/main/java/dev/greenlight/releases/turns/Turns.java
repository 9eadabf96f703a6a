package dev.greenlight.releases.turns;

/**
 * Everything that tells whose turn it is.
 *
 * @param runs who is still at work
 * @param lineage which version is newer
 */
public record Turns(Runs runs, Lineage lineage) {}
