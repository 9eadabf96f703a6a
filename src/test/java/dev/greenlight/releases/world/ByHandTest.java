package dev.greenlight.releases.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ByHandTest {
    private static final ByHand BY_HAND = new ByHand("p1", "r1");
    private static final ServiceName WEB = new ServiceName("web");
    private static final RevisionName OLD = new RevisionName("web-1");
    private static final RevisionName NEW = new RevisionName("web-2");

    @Test
    void every_command_names_project_and_region() {
        assertThat(Stream.of(
                        BY_HAND.describe(WEB),
                        BY_HAND.revisions(WEB),
                        BY_HAND.move(WEB, "web-1"),
                        BY_HAND.expose(WEB),
                        BY_HAND.close(WEB),
                        BY_HAND.delete(WEB),
                        BY_HAND.cancel("web-migrate-1"),
                        BY_HAND.retag(WEB, Map.of(), Map.of()),
                        BY_HAND.unannotate(WEB, "key")))
                .allMatch(
                        command -> command.startsWith("gcloud run ") && command.endsWith(" --project=p1 --region=r1"));
        assertThat(BY_HAND.unannotate(WEB, "key"))
                .startsWith("gcloud run services describe web --project=p1 --region=r1 --format=export");
    }

    @Test
    void tags_become_what_they_were() {
        assertThat(BY_HAND.retag(
                        WEB, Map.of(Tag.CANDIDATE, NEW, Colour.BLUE.tag(), NEW), Map.of(Colour.BLUE.tag(), OLD)))
                .isEqualTo("gcloud run services update-traffic web --remove-tags=candidate --update-tags=blue=web-1"
                        + " --project=p1 --region=r1");
    }
}
