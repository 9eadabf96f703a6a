package dev.greenlight.releases.run;

import dev.greenlight.releases.plan.RollbackPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rollback that went as far as it could.
 *
 * @param plan what was done
 * @param entries what happened, in order
 * @param took from the start to the last proof
 * @param standings how each service was left, one sentence each, in the order of the moves
 * @param troubles what went wrong, one each; empty when every service was moved and proven
 * @param urls the public addresses by the service's name in greenlight.yml
 * @param tagUrls the addresses of the targets' colours
 */
public record RollbackOutcome(
        RollbackPlan plan,
        List<Chronicle.Entry> entries,
        Duration took,
        List<String> standings,
        List<Forensics> troubles,
        Map<String, URI> urls,
        Map<String, URI> tagUrls) {}
