package dev.greenlight.releases.watch;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * Who is watched.
 *
 * @param service whose traffic it is
 * @param green the new revision
 * @param blue the old one; empty when it has no share any more
 */
public record Watched(ServiceName service, RevisionName green, Optional<RevisionName> blue) {
    List<RevisionName> revisions() {
        return blue.map(old -> List.of(green, old)).orElse(List.of(green));
    }
}
