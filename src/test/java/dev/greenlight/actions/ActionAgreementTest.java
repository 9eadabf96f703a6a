package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Ending;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code action.yml}, its door, its page and its neighbours say the same. */
class ActionAgreementTest {
    private static final Path ACTIONS = Path.of("actions");
    private static final Path SOURCES = Path.of("src/main/java/dev/greenlight");
    /** Where each action's outputs are put together. */
    private static final Map<String, List<String>> REPORTS = Map.of(
            "quality", List.of("actions/quality/QualityReport.java", "actions/publication/ReportArtifact.java"),
            "test", List.of("actions/TestDoor.java", "actions/publication/ReportArtifact.java"),
            "build-scan", List.of("actions/BuildScanDoor.java"),
            "deploy-bluegreen", List.of("releases/reports/ReleaseReport.java", "releases/reports/Services.java"),
            "rollback", List.of("releases/reports/RollbackReport.java"));

    private static final Pattern OUTPUT = Pattern.compile("[oO]utputs\\s*\\.put\\(\\s*\"([a-z-]+)\"");

    private final Wiring wiring = new Wiring();

    static List<String> names() {
        return new Wiring().names();
    }

    @Test
    void every_folder_has_its_door_and_every_door_its_folder() throws IOException {
        try (Stream<Path> folders = Files.list(ACTIONS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
        assertThat(names())
                .allSatisfy(name -> assertThat(wiring.door(name).name()).isEqualTo(name));
    }

    @Test
    void all_run_the_same_image_so_that_a_job_pulls_once() {
        assertThat(names().stream().map(name -> wiring.metadata(name).image()).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_action_runs_the_image_with_its_own_name(String name) {
        assertThat(wiring.metadata(name).args()).containsExactly(name);
        assertThat(wiring.metadata(name).description()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_door_reads_every_input_that_is_declared_and_no_other(String name) throws IOException {
        ActionMetadata metadata = wiring.metadata(name);
        RecordingInputs inputs = new RecordingInputs(values(metadata));
        try {
            wiring.door(name).open(inputs, surroundings());
        } catch (RecordingInputs.Stopped expected) {
            // It has read all that it reads.
        }
        Set<String> declared = metadata.inputs().stream()
                .map(ActionMetadata.Input::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inputs.read).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_door_gives_every_output_that_is_declared_and_no_other(String name) throws IOException {
        Set<String> given = new TreeSet<>();
        for (String source : REPORTS.getOrDefault(name, List.of())) {
            Matcher matcher = OUTPUT.matcher(Files.readString(SOURCES.resolve(source)));
            while (matcher.find()) {
                given.add(matcher.group(1));
            }
        }
        assertThat(given)
                .isEqualTo(new TreeSet<>(wiring.metadata(name).outputs().keySet()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_actions_page_is_up_to_date(String name) throws IOException {
        Path page = Path.of("docs/actions", name + ".md");
        String expected = ActionPage.of(name, wiring.metadata(name));
        if (Boolean.getBoolean("update-docs")) {
            Files.createDirectories(Path.of("docs/actions"));
            Files.writeString(page, expected);
        }
        assertThat(page)
                .as("made by mvn test -Dtest=ActionAgreementTest -Dupdate-docs=true")
                .hasContent(expected);
    }

    /** Good values for what a step must give; the rest has its defaults. */
    private static Map<String, String> values(ActionMetadata metadata) {
        String digest = "@sha256:" + "0".repeat(64);
        Map<String, String> given =
                Map.of("version", "v1", "environment", "production", "images", """
                {"backend": "europe-west1-docker.pkg.dev/dreamcatchr/images/backend%s",
                 "frontend": "europe-west1-docker.pkg.dev/dreamcatchr/images/frontend%s"}""".formatted(digest, digest));
        Map<String, String> values = new HashMap<>();
        for (ActionMetadata.Input input : metadata.inputs()) {
            input.literalPreset().ifPresent(preset -> values.put(input.name(), preset));
            if (given.containsKey(input.name())) {
                values.put(input.name(), given.getOrDefault(input.name(), ""));
            }
        }
        return values;
    }

    private static Surroundings surroundings() {
        Path sample = Path.of("examples/dreamcatchr").toAbsolutePath();
        return new Surroundings(
                sample,
                sample,
                Map.of("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567"),
                (command, lines) -> new Ending.NotStarted("this test runs nothing"),
                new Silence(),
                Clock.systemUTC());
    }

    private static final class Silence implements Progress {
        @Override
        public void say(String line) {}

        @Override
        public void quote(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void mask(String secret) {}

        @Override
        public String redact(String text) {
            return text;
        }
    }
}
