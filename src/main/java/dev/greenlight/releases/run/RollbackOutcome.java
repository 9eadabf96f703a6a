package dev.greenlight.releases.run;

import dev.greenlight.releases.plan.RollbackPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rollback that was done and proven.
 *
 * @param plan what was done
 * @param entries what happened, in order
 * @param took from the start to the last proof
 * @param urls the public addresses by the service's name in greenlight.yml
 * @param tagUrls the addresses of the targets' colours
 */
public record RollbackOutcome(
        RollbackPlan plan,
        List<Chronicle.Entry> entries,
        Duration took,
        Map<String, URI> urls,
        Map<String, URI> tagUrls) {}
