package dev.greenlight.actions.remembering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.memory.Fingerprint;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.runner.results.TestingResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's memory, and a job's against a results service on loopback. */
class MemoryPlaceTest {
    private static final Fingerprint ONE = new Fingerprint("1".repeat(64));
    private static final Fingerprint TWO = new Fingerprint("2".repeat(64));

    @TempDir
    Path temp;

    private final TestingResults service = new TestingResults();
    private final FakeProgress progress = new FakeProgress();
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/cache, /home/me, /cache/greenlight/checks",
        "'', /home/me, /home/me/.cache/greenlight/checks",
        "relative, /home/me, /home/me/.cache/greenlight/checks",
        "'', '', ''",
        "'', relative, ''",
    })
    void a_users_memory_lies_among_the_users_caches(String caches, String home, String expected) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("XDG_CACHE_HOME", caches.startsWith("/") ? temp + caches : caches);
        environment.put("HOME", home.startsWith("/") ? temp + home : home);
        MemoryPlace.ofUser(environment, clock())
                .ifPresent(place -> place.memory().keep(ONE, "x"));
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString))
                    .allMatch(file -> !expected.isEmpty() && file.startsWith(temp + expected + "/"))
                    .hasSize(expected.isEmpty() ? 0 : 1);
        }
    }

    @Test
    void the_next_run_of_a_branch_finds_what_the_last_one_kept() {
        MemoryPlace first = job("run-1", "refs/heads/main");
        first.memory().keep(ONE, "first");
        first.settle();
        MemoryPlace second = job("run-2", "refs/heads/main");
        assertThat(second.memory().find(ONE)).contains("first");
        second.memory().keep(TWO, "second");
        second.settle();
        MemoryPlace third = job("run-3", "refs/heads/main");
        assertThat(third.memory().find(ONE)).contains("first");
        assertThat(third.memory().find(TWO)).contains("second");
        assertThat(progress.told()).anyMatch(line -> line.contains("greenlight-checks-refs/heads/main-1-1-"));
    }

    @Test
    void what_a_run_did_not_use_is_not_carried_along() {
        MemoryPlace first = job("run-1", "refs/heads/main");
        first.memory().keep(ONE, "first");
        first.settle();
        MemoryPlace second = job("run-2", "refs/heads/main");
        second.memory().keep(TWO, "second");
        second.settle();
        assertThat(job("run-3", "refs/heads/main").memory().find(ONE)).isEmpty();
    }

    @Test
    void a_new_branch_begins_with_what_another_one_kept() {
        MemoryPlace main = job("run-1", "refs/heads/main");
        main.memory().keep(ONE, "first");
        main.settle();
        assertThat(job("run-2", "refs/heads/feature, with a comma/" + "x".repeat(600))
                        .memory()
                        .find(ONE))
                .contains("first");
    }

    @Test
    void a_later_step_of_the_same_job_finds_what_an_earlier_one_left() {
        job("run-1", "refs/heads/main").memory().keep(ONE, "first");
        assertThat(job("run-1", "refs/heads/main").memory().find(ONE)).contains("first");
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void a_service_that_fails_costs_the_memory_and_is_told() {
        service.stumble(500, 500);
        MemoryPlace place = job("run-1", "refs/heads/main");
        place.memory().keep(ONE, "first");
        service.stumble(500, 500);
        place.settle();
        assertThat(progress.told())
                .anyMatch(line -> line.startsWith("warn Nothing is remembered from earlier runs: "))
                .anyMatch(line -> line.startsWith("warn Nothing is remembered for the next run: "));
    }

    @Test
    void an_entry_that_is_no_archive_or_leads_outside_is_not_unpacked() throws IOException {
        MemoryPlace first = job("run-1", "refs/heads/main");
        first.memory().keep(ONE, "first");
        first.settle();
        service.blobs().corrupt(new byte[] {1, 2, 3});
        assertThat(job("run-2", "refs/heads/main").memory().find(ONE)).isEmpty();
        assertThat(progress.told()).anyMatch(line -> line.contains("it is no whole zip"));
    }

    @Test
    void a_job_that_may_only_read_says_that_it_keeps_nothing() {
        service.readOnly();
        MemoryPlace place = job("run-1", "refs/heads/main");
        place.memory().keep(ONE, "first");
        place.settle();
        assertThat(progress.told()).anyMatch(line -> line.contains("cache write denied"));
    }

    private MemoryPlace job(String run, String reference) {
        now = now.plus(Duration.ofMinutes(1));
        Map<String, String> environment = new HashMap<>(service.variables());
        environment.put("RUNNER_TEMP", temp.resolve(run).toString());
        environment.put("GITHUB_RUN_ID", "1");
        environment.put("GITHUB_REF", reference);
        return JobMemory.open(service.access(), environment, clock(), progress);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
