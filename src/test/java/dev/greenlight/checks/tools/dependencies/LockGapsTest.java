package dev.greenlight.checks.tools.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockGapsTest {
    private static final String ASKED = """
            {"dependencies": {"react": "19.0.0"}, "devDependencies": {"@types/react": "19.0.0"},
             "optionalDependencies": {"fsevents": "2"}, "peerDependencies": {"other": "1"}}""";

    private static List<String> gaps(Optional<String> lockFolder, Map<String, String> sources) {
        ServiceFacts facts = new ServiceFacts(
                Folders.FRONTEND, Set.of(), false, false, lockFolder, false, List.of(), Optional.of(Set.of()));
        return LockGaps.of(new ToolReport(
                new Ending.Exited(0, "", "", Duration.ZERO),
                new ReportedPaths(Path.of("/r/frontend"), "frontend"),
                facts,
                path -> sources.getOrDefault(path, "")));
    }

    private static List<String> gaps(String lock) {
        return gaps(Optional.of("frontend"), Map.of("package.json", ASKED, "package-lock.json", lock));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"lockfileVersion": 3, "packages": {"": {}, "node_modules/react": {}, "node_modules/@types/react": {"link": true},
                 "node_modules/fsevents": {"optional": true}}}""",
                """
                {"lockfileVersion": 1, "dependencies": {"react": {}, "@types/react": {}, "fsevents": {}}}""",
            })
    void a_lock_file_that_names_all_has_no_gap(String lock) {
        assertThat(gaps(lock)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "3",
                "{\"packages\": []}",
                "{\"packages\": {\"\": {\"dependencies\": {\"react\": \"19\"}}}}"
            })
    void a_lock_file_that_names_nothing_lacks_all(String lock) {
        assertThat(gaps(lock))
                .containsExactly(
                        "package.json asks for @types/react, fsevents, react, which package-lock.json does not name;"
                                + " run npm install and commit what it writes");
    }

    @Test
    void a_package_that_only_another_one_brings_for_itself_is_not_what_is_asked_for() {
        assertThat(gaps("""
                                {"packages": {"node_modules/react": {}, "node_modules/@types/react": {}, "node_modules/vite/node_modules/fsevents": {}}}""")).singleElement().asString().startsWith("package.json asks for fsevents, which");
    }

    @Test
    void a_workspaces_packages_are_with_all_others_or_below_it() {
        Map<String, String> sources = Map.of("package.json", ASKED, "../package-lock.json", """
                {"packages": {"node_modules/react": {}, "frontend/node_modules/@types/react": {},
                 "other/node_modules/fsevents": {}}}""");
        assertThat(gaps(Optional.of("."), sources))
                .singleElement()
                .asString()
                .startsWith("package.json asks for fsevents, which");
    }

    @Test
    void of_many_five_are_named() {
        assertThat(gaps(
                        Optional.of("frontend"),
                        Map.of(
                                "package.json",
                                "{\"dependencies\": {\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1}}",
                                "package-lock.json",
                                "{}")))
                .singleElement()
                .asString()
                .startsWith("package.json asks for a, b, c, d, e and 2 more, which");
    }

    @Test
    void what_cannot_be_read_or_is_not_there_has_no_gap() {
        assertThat(gaps("{")).isEmpty();
        assertThat(gaps(Optional.empty(), Map.of("package.json", ASKED, "package-lock.json", "{}")))
                .isEmpty();
        assertThat(gaps(Optional.of("frontend"), Map.of("package-lock.json", "{}")))
                .isEmpty();
        assertThat(gaps(Optional.of("frontend"), Map.of("package.json", "[1]", "package-lock.json", "{}")))
                .isEmpty();
    }
}
