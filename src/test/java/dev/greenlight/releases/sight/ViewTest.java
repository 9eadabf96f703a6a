package dev.greenlight.releases.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a version names a revision. */
class ViewTest {
    private static RevisionState revision(String name, String version, String image) {
        return new RevisionState(
                new RevisionName(name),
                image,
                Map.of(Keys.VERSION, version),
                true,
                List.of(),
                Instant.EPOCH,
                List.of());
    }

    @ParameterizedTest(name = "v1 of image a beside {0} of image {1}")
    @CsvSource({"v2, b, true", "v1, b, false", "v2, a, false", "v2, '', true"})
    void it_does_not_beside_another_of_the_same_version_or_image(String version, String image, boolean alone) {
        RevisionName one = new RevisionName("api-1");
        RevisionName two = new RevisionName("api-2");
        View view = new View(
                Optional.empty(), List.of(revision("api-1", "v1", "a"), revision("api-2", version, image)), true);
        Traffic split = new Traffic(Map.of(one, new Percent(50), two, new Percent(50)), Map.of());

        assertThat(view.alone(one, "v1", split)).isEqualTo(alone);
        assertThat(view.alone(one, "v1", Traffic.all(one))).isTrue();
    }
}
