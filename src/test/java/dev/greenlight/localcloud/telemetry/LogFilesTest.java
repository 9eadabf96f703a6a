package dev.greenlight.localcloud.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
}
