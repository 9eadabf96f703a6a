package dev.greenlight.releases.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Point point(int from, int until, long requests, long errors) {
        return new Point(NOON.plusSeconds(from), NOON.plusSeconds(until), new Counts(requests, errors), Latencies.NONE);
    }

    @Test
    void nothing_seen_is_no_stretch() {
        assertThat(Timeline.of(List.of())).isEmpty();
    }

    @Test
    void points_of_several_revisions_add_up_where_they_end() {
        assertThat(Timeline.of(List.of(point(60, 120, 9, 1), point(0, 60, 5, 0), point(60, 120, 1, 1))))
                .containsExactly(
                        Map.of(
                                "from",
                                "2026-11-24T12:00:00Z",
                                "until",
                                "2026-11-24T12:01:00Z",
                                "requests",
                                5L,
                                "errors",
                                0L),
                        Map.of(
                                "from",
                                "2026-11-24T12:01:00Z",
                                "until",
                                "2026-11-24T12:02:00Z",
                                "requests",
                                10L,
                                "errors",
                                2L));
    }

    @Test
    void however_many_points_there_are_few_stretches_hold_all_their_requests() {
        List<Map<String, Object>> seconds = Timeline.of(IntStream.range(0, 3_600)
                .mapToObj(i -> point(i, i + 1, 10, i % 2))
                .toList());
        List<Map<String, Object>> moments = Timeline.of(
                IntStream.range(0, 3_600).mapToObj(i -> point(i, i, 1, 0)).toList());

        assertThat(seconds).hasSizeBetween(30, Timeline.MOST);
        assertThat(seconds.stream().mapToLong(each -> (Long) each.get("requests")))
                .satisfies(all -> assertThat(
                                all.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(36_000));
        assertThat(seconds.stream().mapToLong(each -> (Long) each.get("errors")).sum())
                .isEqualTo(1_800);
        assertThat(moments).hasSizeBetween(30, Timeline.MOST);
        assertThat(moments.stream()
                        .mapToLong(each -> (Long) each.get("requests"))
                        .sum())
                .isEqualTo(3_600);
    }

    @Test
    void a_single_moment_is_a_stretch() {
        assertThat(Timeline.of(List.of(point(0, 0, 1, 1))))
                .singleElement()
                .satisfies(stretch ->
                        assertThat(stretch).containsEntry("requests", 1L).containsEntry("errors", 1L));
    }
}
