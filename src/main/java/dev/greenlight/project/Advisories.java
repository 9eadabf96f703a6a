package dev.greenlight.project;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a project takes what is known of vulnerabilities from. Nothing said: each tool asks the public service that it was made for.
 *
 * @param osv a mirror of OSV's query service; no slash at its end
 * @param osvDatabase a mirror of OSV's database, {@code ECOSYSTEM/all.zip} below it; no slash at its end
 * @param npm a mirror of the npm registry; no slash at its end
 * @param index a mirror of the Python package index; no slash at its end
 * @param offline a folder with OSV's database, relative to {@code greenlight.yml}; then nothing is asked for at all
 * @param safetyDb a folder with safety's database, relative to {@code greenlight.yml}
 * @param maximumAge how old a database may be before its silence means nothing; zero for any age
 */
public record Advisories(
        Optional<String> osv,
        Optional<String> osvDatabase,
        Optional<String> npm,
        Optional<String> index,
        Optional<String> offline,
        Optional<String> safetyDb,
        Duration maximumAge) {
    /** A week: OSV's database gets new advisories every day. */
    public static final Duration USUAL_AGE = Duration.ofHours(168);

    /** The public services. */
    public static final Advisories PUBLIC = new Advisories(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            USUAL_AGE);

    public Advisories {
        if (maximumAge.isNegative()) {
            throw new IllegalArgumentException("an age is not negative: " + maximumAge);
        }
        if (offline.isPresent()
                && (osv.isPresent() || osvDatabase.isPresent() || npm.isPresent() || index.isPresent())) {
            throw new IllegalArgumentException("a project that is offline has no mirrors");
        }
    }
}
