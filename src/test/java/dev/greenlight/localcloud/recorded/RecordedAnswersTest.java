package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recorded request gets the recorded answer, or a difference that {@link Explanations} explain and that occurs.
 *
 * <p>Further recordings of the same kind ({@code *.log}) are replayed when {@code -Drecorded.more=FOLDER} names their folder.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedAnswersTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    @TempDir
    Path folder;

    @Test
    void recorded_requests_get_the_recorded_answers_but_for_what_is_explained() throws Exception {
        Outcome outcome = replay(RECORDED, Explanations.own());
        assertThat(outcome.unexplained()).isEmpty();
        assertThat(outcome.used())
                .as("every explanation is needed")
                .containsExactlyInAnyOrderElementsOf(texts(Explanations.own()));
        assertThat(outcome.files()).isGreaterThanOrEqualTo(6);
        assertThat(outcome.exchanges()).isGreaterThanOrEqualTo(66);
        assertThat(outcome.fields()).isGreaterThanOrEqualTo(1700);
    }

    @Test
    @EnabledIfSystemProperty(named = "recorded.more", matches = ".+")
    void so_do_the_requests_of_other_recordings() throws Exception {
        Path more = Path.of(System.getProperty("recorded.more"));
        List<Explanation> all = new ArrayList<>(Explanations.own());
        all.addAll(Explanations.elsewhere());
        Outcome outcome = replay(more, all);
        List<String> lines = new ArrayList<>(outcome.unexplained());
        lines.add(outcome.files() + " files, " + outcome.exchanges() + " exchanges, " + outcome.fields() + " values");
        Files.write(more.resolve("outcome.txt"), lines);
        assertThat(outcome.unexplained()).isEmpty();
        assertThat(outcome.used()).containsAll(texts(Explanations.elsewhere()));
    }

    private record Outcome(int files, int exchanges, int fields, List<String> unexplained, Set<String> used) {}

    private Outcome replay(Path where, List<Explanation> explained) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(where)) {
            files = all.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        int exchanges = 0;
        int fields = 0;
        List<String> unexplained = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        for (Path file : files) {
            try (RecordedCloud cloud = new RecordedCloud(Files.createTempDirectory(folder, "cloud"))) {
                Replay replay = new Replay(cloud.port());
                for (Difference difference : replay.play(Exchange.read(file))) {
                    explained.stream()
                            .filter(explanation -> explanation.explains(difference))
                            .findFirst()
                            .ifPresentOrElse(
                                    explanation -> used.add(explanation.toString()),
                                    () -> unexplained.add(file.getFileName() + " " + difference));
                }
                exchanges += replay.exchanges();
                fields += replay.fields();
            }
        }
        return new Outcome(files.size(), exchanges, fields, unexplained, used);
    }

    private static List<String> texts(List<Explanation> explanations) {
        return explanations.stream().map(Explanation::toString).toList();
    }
}
