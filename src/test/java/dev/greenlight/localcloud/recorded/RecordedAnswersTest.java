package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recorded request gets the recorded answer, or a difference that is explained here and occurs.
 *
 * <p>Further recordings of the same kind ({@code *.log}) are replayed when {@code -Drecorded.more=FOLDER} names their folder.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedAnswersTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");
    /** An operation holds copies of its resource. */
    private static final String COPY = "(metadata\\.|response\\.)?";

    private static final Map<String, String> EXPLAINED = new LinkedHashMap<>();
    /** Seen only in recordings that the project does not have. */
    private static final Map<String, String> EXPLAINED_ELSEWHERE = new LinkedHashMap<>();

    static {
        String service = "the recording's stand-in for Cloud Run leaves it out, Cloud Run itself sets it";
        EXPLAINED.put(
                COPY + "(conditions|urls?|uri|latest(Ready|Created)Revision|trafficStatuses|observedGeneration)",
                service);
        EXPLAINED.put(
                COPY + "reconciling", "the stand-in is instant; here a write is answered before it is carried out");
        EXPLAINED.put(COPY + "terminalCondition\\.state", "as above");
        EXPLAINED.put("metadata\\.uid", "the stand-in leaves it out of an operation's metadata");
        EXPLAINED.put("(metadata|response)\\.generation", "the stand-in always says 1 in an operation");
        EXPLAINED.put(COPY + "deleteTime", "Cloud Run dates a deletion, the stand-in does not");
        EXPLAINED.put(COPY + "traffic", "a wish without traffic means all to the latest, and here the answer says so");
        EXPLAINED.put(COPY + "template\\.serviceAccount", "a local project has no number, its id stands instead");
        EXPLAINED.put("(name|error\\.message)", "the same, in the names of secrets");
        EXPLAINED.put("registryUri", "images lie in the registry that runs here");
        EXPLAINED_ELSEWHERE.put(COPY + "template\\.template\\.serviceAccount", "no project number");
        EXPLAINED_ELSEWHERE.put(
                COPY + "(labels(\\.custom-label)?|binaryAuthorization\\.useDefault)",
                "an update replaces the whole job, but the stand-in takes the template only; one recording of a"
                        + " repository lacks its labels in one of four answers");
        EXPLAINED_ELSEWHERE.put(
                "replicationStatus\\.(automatic|userManaged)",
                "the stand-in says automatic even when the secret's replicas are chosen");
    }

    @TempDir
    Path folder;

    @Test
    void recorded_requests_get_the_recorded_answers_but_for_what_is_explained() throws Exception {
        Outcome outcome = replay(RECORDED, EXPLAINED);
        assertThat(outcome.unexplained()).isEmpty();
        assertThat(outcome.used()).as("every explanation is needed").isEqualTo(EXPLAINED.keySet());
        assertThat(outcome.files()).isGreaterThanOrEqualTo(6);
        assertThat(outcome.exchanges()).isGreaterThanOrEqualTo(66);
        assertThat(outcome.fields()).isGreaterThanOrEqualTo(1700);
    }

    @Test
    @EnabledIfSystemProperty(named = "recorded.more", matches = ".+")
    void so_do_the_requests_of_other_recordings() throws Exception {
        Path more = Path.of(System.getProperty("recorded.more"));
        Map<String, String> all = new LinkedHashMap<>(EXPLAINED);
        all.putAll(EXPLAINED_ELSEWHERE);
        Outcome outcome = replay(more, all);
        List<String> lines = new ArrayList<>(outcome.unexplained());
        lines.add(outcome.files() + " files, " + outcome.exchanges() + " exchanges, " + outcome.fields() + " values");
        Files.write(more.resolve("outcome.txt"), lines);
        assertThat(outcome.unexplained()).isEmpty();
        assertThat(outcome.used()).containsAll(EXPLAINED_ELSEWHERE.keySet());
    }

    private record Outcome(int files, int exchanges, int fields, List<String> unexplained, Set<String> used) {}

    private Outcome replay(Path where, Map<String, String> explained) throws IOException, InterruptedException {
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
                for (String difference : replay.play(Exchange.read(file))) {
                    explanation(explained, difference)
                            .ifPresentOrElse(used::add, () -> unexplained.add(file.getFileName() + " " + difference));
                }
                exchanges += replay.exchanges();
                fields += replay.fields();
            }
        }
        return new Outcome(files.size(), exchanges, fields, unexplained, used);
    }

    private static Optional<String> explanation(Map<String, String> explained, String difference) {
        String place = difference.substring(0, difference.indexOf(": "));
        return explained.keySet().stream()
                .filter(pattern -> Pattern.matches(pattern, place))
                .findFirst();
    }
}
