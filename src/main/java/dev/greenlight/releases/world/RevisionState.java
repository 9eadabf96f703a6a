package dev.greenlight.releases.world;

import dev.greenlight.project.SecretReference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision as Cloud Run answered it.
 *
 * @param name its name
 * @param image its image as it was deployed
 * @param annotations its annotations
 * @param ready whether it can serve
 * @param conditions what Cloud Run says of it
 * @param created when it was made
 * @param contents what it runs with
 * @param etag names exactly this state; a deletion that carries it fails when the state has moved on
 */
public record RevisionState(
        RevisionName name,
        String image,
        Map<String, String> annotations,
        boolean ready,
        List<Condition> conditions,
        Instant created,
        Contents contents,
        String etag) {
    public RevisionState {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        conditions = List.copyOf(conditions);
    }

    /** A revision of which only the needed secrets matter. */
    public RevisionState(
            RevisionName name,
            String image,
            Map<String, String> annotations,
            boolean ready,
            List<Condition> conditions,
            Instant created,
            List<SecretReference> secrets) {
        this(name, image, annotations, ready, conditions, created, Contents.needing(secrets), "");
    }

    /** The secret versions that it needs to start and that can be asked after; a version is a number or latest. */
    public List<SecretReference> secrets() {
        return contents.needed();
    }

    /** A sentence without its full stop for each secret that it needs and that cannot be asked after; empty when all can be. */
    public List<String> unasked() {
        return contents.unasked().stream()
                .map(
                        secret -> "whether secret " + secret + ", which " + name
                                + " needs to start, is there and enabled was not asked: it is another project's, or its version is an alias")
                .toList();
    }

    /** A revision without secrets. */
    public RevisionState(
            RevisionName name,
            String image,
            Map<String, String> annotations,
            boolean ready,
            List<Condition> conditions,
            Instant created) {
        this(name, image, annotations, ready, conditions, created, List.of());
    }
}
