package dev.greenlight.releases.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.run.Chronicle;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ServiceName API = new ServiceName("api");
    private static final RevisionName NEW = new RevisionName("api-2");

    private static Chronicle.Entry entry(int at, int took, String service, Map<String, Object> numbers) {
        return new Chronicle.Entry(
                NOON.plusSeconds(at), Duration.ofSeconds(took), service, "step", true, "result", numbers);
    }

    private static Map<String, Object> shares(int percent) {
        return percent == 100
                ? Map.of("traffic", Map.of("api-2", 100))
                : Map.of("traffic", Map.of("api-2", percent, "api-1", 100 - percent));
    }

    private static Map<String, Object> stretch(int from, int until, long requests, long errors) {
        return Map.of(
                "from",
                NOON.plusSeconds(from).toString(),
                "until",
                NOON.plusSeconds(until).toString(),
                "requests",
                requests,
                "errors",
                errors);
    }

    @Test
    void shares_and_requests_are_those_of_the_service_in_their_order() {
        Optional<Course> course = Course.of(
                API,
                NEW,
                Percent.NONE,
                List.of(
                        entry(2, 2, "api", Map.of()),
                        entry(3, 1, "api", shares(10)),
                        entry(9, 6, "api", Map.of("seen", List.of(stretch(3, 9, 60, 1)))),
                        entry(10, 1, "web", Map.of("traffic", Map.of("api-2", 70))),
                        entry(11, 1, "api", shares(100))));

        assertThat(course.orElseThrow().start()).isEqualTo(NOON);
        assertThat(course.orElseThrow().end()).isEqualTo(NOON.plusSeconds(11));
        assertThat(course.orElseThrow().shares())
                .containsExactly(
                        new Course.Share(NOON, 0),
                        new Course.Share(NOON.plusSeconds(3), 10),
                        new Course.Share(NOON.plusSeconds(11), 100));
        assertThat(course.orElseThrow().seen())
                .containsExactly(new Course.Seen(NOON.plusSeconds(3), NOON.plusSeconds(9), 60, 1));
    }

    @Test
    void a_shift_counts_from_when_it_took_effect_and_not_from_the_end_of_its_step() {
        Map<String, Object> numbers = Map.of(
                "traffic", Map.of("api-1", 100), "since", NOON.plusSeconds(4).toString());

        assertThat(Course.of(API, new RevisionName("api-1"), Percent.NONE, List.of(entry(9, 9, "api", numbers)))
                        .orElseThrow()
                        .shares()
                        .getLast())
                .isEqualTo(new Course.Share(NOON.plusSeconds(4), 100));
    }

    @Test
    void without_any_change_of_the_share_there_is_no_course() {
        assertThat(Course.of(API, NEW, Percent.NONE, List.of())).isEmpty();
        assertThat(Course.of(API, NEW, Percent.NONE, List.of(entry(1, 1, "api", Map.of()))))
                .isEmpty();
        assertThat(Course.of(API, NEW, Percent.ALL, List.of(entry(1, 1, "api", shares(100)))))
                .isEmpty();
        assertThat(Course.of(
                        API, NEW, Percent.NONE, List.of(entry(1, 1, "api", Map.of("traffic", Map.of("api-1", 100))))))
                .isEmpty();
    }

    @Test
    void a_step_that_looked_at_several_services_tells_of_each() {
        Map<String, Object> web = Map.of("service", "web", "seen", List.of(stretch(1, 2, 5, 0)));
        Map<String, Object> both = Map.of("seen", List.of(stretch(1, 2, 7, 0)), "others", List.of(web));

        List<Chronicle.Entry> entries = List.of(
                entry(1, 1, "api", shares(100)),
                entry(1, 1, "web", Map.of("traffic", Map.of("web-2", 100))),
                entry(3, 2, "api", both));

        assertThat(Course.of(API, NEW, Percent.NONE, entries).orElseThrow().requests())
                .isEqualTo(7);
        assertThat(Course.of(new ServiceName("web"), new RevisionName("web-2"), Percent.NONE, entries)
                        .orElseThrow()
                        .requests())
                .isEqualTo(5);
    }
}
