package dev.greenlight.releases.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionNamesTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "app, v1, app-v1-",
        "app, V1.2.3, app-v1-2-3-",
        "app, 0123456789abcdef0123456789abcdef01234567, app-0123456-",
        "app, release/with/a/long/name, app-release-with-",
        "app, ___, app-",
        "a123456789012345678901234567890123456789012345678, v1.2.3, a123456789012345678901234567890123456789012345678-v1-2-3-",
        "a123456789012345678901234567890123456789012345678, twelve-characters, a123456789012345678901234567890123456789012345678-twelve-",
    })
    void a_name_is_the_service_the_version_and_five_digits(String service, String version, String start) {
        RevisionName name = RevisionNames.next(new ServiceName(service), version, "contents", Set.of());

        assertThat(name.value()).startsWith(start).matches(".*-[0-9a-f]{5}").hasSizeLessThanOrEqualTo(63);
        assertThat(name.value()).hasSize(start.length() + 5);
    }

    @Test
    void the_same_contents_have_the_same_name_and_a_taken_one_is_passed_over() {
        ServiceName service = new ServiceName("app");
        RevisionName first = RevisionNames.next(service, "v1", "contents", Set.of());

        assertThat(RevisionNames.next(service, "v1", "contents", Set.of())).isEqualTo(first);
        assertThat(RevisionNames.next(service, "v1", "others", Set.of())).isNotEqualTo(first);
        assertThat(RevisionNames.next(service, "v1", "contents", Set.of(first))).isNotEqualTo(first);
    }
}
