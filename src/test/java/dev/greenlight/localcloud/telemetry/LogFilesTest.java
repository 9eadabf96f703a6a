package dev.greenlight.localcloud.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogFilesTest {
    @Test
    @Timeout(20)
    void entries_are_written_to_a_file_of_their_day(@TempDir Path folder) throws IOException {
        Resource resource = new Resource("p", "cloud_run_job", Map.of("job_name", "migrate"));
        try (LogFiles files = new LogFiles(folder.resolve("logs"))) {
            Instant day = Instant.parse("2026-11-24T23:59:59Z");
            files.add(LogEntry.of(0, day, resource, "INFO", "run.googleapis.com/stdout", "one"));
            files.add(LogEntry.of(
                    1, day.plus(Duration.ofSeconds(1)), resource, "INFO", "run.googleapis.com/stdout", "two"));
            Path second = folder.resolve("logs/2026-11-25.jsonl");
            while (!Files.exists(second) || Files.size(second) == 0) {
                Thread.onSpinWait();
            }
            assertThat(Files.readString(folder.resolve("logs/2026-11-24.jsonl")))
                    .contains("\"textPayload\":\"one\"");
            assertThat(Files.readString(second)).contains("\"textPayload\":\"two\"");
        }
    }

    @Test
    void a_line_is_what_the_api_answers(@TempDir Path folder) throws IOException {
        Instant noon = Instant.parse("2026-11-24T12:00:00Z");
        Resource job =
                new Resource("p", "cloud_run_job", Map.of("job_name", "m", "run.googleapis.com/execution_name", "e"));
        ServedRequest request = new ServedRequest(
                noon,
                "GET",
                "http://h/\"a\"",
                503,
                Duration.ofMillis(1_250),
                "10.0.0.1",
                "curl",
                new ServedRequest.Trail("f".repeat(32), "1".repeat(16), "no instance"));
        List<LogEntry> entries = List.of(
                LogEntry.of(0, noon, job, "INFO", "run.googleapis.com/stdout", "text"),
                LogEntry.of(
                        1,
                        noon,
                        job,
                        "INFO",
                        "run.googleapis.com/stdout",
                        "{\"severity\":\"ERROR\",\"a\":{\"b\":[1]}}"),
                LogEntry.of(2, Resource.of(new ServingRevision("p", "l", "web", "web-1")), request));
        try (LogFiles files = new LogFiles(folder)) {
            entries.forEach(files::add);
        }
        assertThat(Files.readAllLines(folder.resolve("2026-11-24.jsonl")))
                .containsExactlyElementsOf(
                        entries.stream().map(entry -> entry.toJson().toString()).toList());
    }
}
