package dev.greenlight.localcloud.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultKindTest {
    /** Together they are the table of what our own clients make of each fault. */
    private static final List<String> TABLE = List.of("Call", "Shift", "Workload", "Evidence");

    private static final Path FOLDER = Path.of("src/test/java/dev/greenlight/releases/cloud");

    /** A kind that nobody of ours has met shows nothing about us. */
    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void our_own_clients_meet_every_kind(FaultKind kind) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String part : TABLE) {
            rows.append(Files.readString(FOLDER.resolve(part + "FaultsCloudIT.java")));
        }

        assertThat(rows).containsPattern("fault: " + Pattern.quote(kind.word()) + "(?![-a-z])");
    }
}
