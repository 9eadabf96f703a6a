package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A hundred thousand calls. Their state is kept in memory where that is possible: what a disk does is shown elsewhere. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomCallsCloudIT {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "random-calls")
                : Files.createTempDirectory("random-calls");
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void a_hundred_thousand_calls_break_nothing() throws Exception {
        Map<Integer, Integer> statuses = RandomCalls.run(folder, 24_600, 20261125, 100_000);
        assertThat(statuses).containsKeys(200, 400, 404, 409);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(100_000);
    }

    @Test
    void twenty_thousand_calls_with_faults_in_force_break_nothing_either() throws Exception {
        Map<Integer, Integer> statuses = RandomCalls.run(folder, 24_600, 20261129, 20_000, Faulty.SCRIPT);
        assertThat(statuses).containsKeys(0, 200, 400, 404, 409, 500, 503, 504);
    }
}
