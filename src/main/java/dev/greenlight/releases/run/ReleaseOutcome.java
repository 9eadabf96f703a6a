package dev.greenlight.releases.run;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a release ended. */
public sealed interface ReleaseOutcome {
    /** What happened, in order. */
    List<Chronicle.Entry> entries();

    /** From the start to the verdict. */
    Duration toDecision();

    /**
     * Every service is served by its new revision.
     *
     * @param urls the public addresses by the service's name in greenlight.yml
     * @param tagUrls the addresses of the new revisions' colours
     */
    record Released(List<Chronicle.Entry> entries, Duration toDecision, Map<String, URI> urls, Map<String, URI> tagUrls)
            implements ReleaseOutcome {}

    /**
     * Every service is served by its old revision again.
     *
     * @param toRestore from the verdict to the proof that the old revisions serve
     * @param why what went wrong
     * @param afterwards how each service was left, one sentence each
     */
    record RolledBack(
            List<Chronicle.Entry> entries,
            Duration toDecision,
            Duration toRestore,
            Forensics why,
            List<String> afterwards)
            implements ReleaseOutcome {}

    /**
     * The release failed, and not every service could be given its old revision back.
     *
     * @param why what went wrong with the release
     * @param failures what went wrong with the way back, each with what to run by hand; at least one
     * @param afterwards how the other services were left, one sentence each
     */
    record Stranded(
            List<Chronicle.Entry> entries,
            Duration toDecision,
            Forensics why,
            List<String> failures,
            List<String> afterwards)
            implements ReleaseOutcome {}
}
