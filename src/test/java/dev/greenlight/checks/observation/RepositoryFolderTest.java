package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryFolderTest {
    @TempDir
    Path workspace;

    private RepositoryFacts repository() {
        return (RepositoryFacts)
                RepositoryFolder.observe(workspace, List.of(), List.of()).getFirst();
    }

    @Test
    void everything_is_found_by_its_name() {
        for (String name : List.of(
                "Dockerfile",
                "a/Dockerfile.dev",
                "a/b.Dockerfile",
                "a/Containerfile",
                "a/Dockerfile.dockerignore",
                "a/notes.md",
                ".github/workflows/ci.yml",
                ".github/workflows/notes.md",
                ".github/workflows/old/ci.yml",
                "app/.github/workflows/ci.yml",
                "actions/x/action.yml",
                "action.yaml",
                "reaction.yml")) {
            Folders.write(workspace, name, "runs: {using: node24, main: x}\n");
        }
        Folders.write(workspace, "game/action.yml", "keys: {jump: space}\n");
        assertThat(repository().dockerfiles())
                .containsExactly("Dockerfile", "a/Containerfile", "a/Dockerfile.dev", "a/b.Dockerfile");
        assertThat(repository().workflows()).containsExactly(".github/workflows/ci.yml");
        assertThat(repository().actions()).containsExactly("action.yaml", "actions/x/action.yml");
    }

    @Test
    void what_is_installed_or_linked_is_not_the_repositorys() throws IOException {
        Folders.write(workspace, "node_modules/a/Dockerfile", "x");
        Folders.write(workspace, ".venv/Dockerfile", "x");
        Folders.write(workspace, ".git/Dockerfile", "x");
        Files.createSymbolicLink(workspace.resolve("Dockerfile"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(workspace.resolve("loop"), workspace);
        assertThat(repository().dockerfiles()).isEmpty();
    }

    @Test
    void what_is_linked_within_the_repository_or_lies_below_an_odd_name_is_seen_as_well() throws IOException {
        Folders.write(workspace, "deploy/dev.yml", "services: {}\n");
        Files.createSymbolicLink(workspace.resolve("compose.yml"), Path.of("deploy/dev.yml"));
        Files.createSymbolicLink(workspace.resolve("Dockerfile.gone"), Path.of("nowhere"));
        Folders.write(workspace, "a\nb/Dockerfile", "FROM scratch\n");
        Folders.write(workspace, "a\nb/action.yml", "name: x\nruns: [1]\n");
        Folders.write(workspace, "node_modules/x/Dockerfile", "FROM scratch\n");
        Files.createSymbolicLink(workspace.resolve("a\nb/Dockerfile.dev"), Path.of("../node_modules/x/Dockerfile"));
        assertThat(repository().dockerfiles()).containsExactly("a\nb/Dockerfile");
        assertThat(repository().actions()).containsExactly("a\nb/action.yml");
        assertThat(RepositoryFolder.observe(workspace, List.of(), List.of()))
                .extracting(Target::name)
                .contains("compose.yml");
    }

    @Test
    void each_compose_project_is_one_target() {
        Folders.write(workspace, "compose.yaml", "services: {a: {image: \"x:${TAG}\"}}");
        Folders.write(workspace, "a/docker-compose.yml", "services: {}");
        Folders.write(workspace, "a/docker-compose.override.yml", "services: {a: {image: \"x:${DEBUG}\"}}");
        Folders.write(workspace, "a/compose.prod.yml", "services: {}");
        assertThat(RepositoryFolder.observe(workspace, List.of(), List.of()).stream()
                        .skip(1))
                .containsExactly(
                        new ComposeFacts("a/docker-compose.yml", Set.of("DEBUG")),
                        new ComposeFacts("compose.yaml", Set.of("TAG")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: $TAG            | TAG",
                "image: ${TAG}          | TAG",
                "image: ${TAG:?needed}  | TAG",
                "image: ${TAG?needed}   | TAG",
                "image: ${TAG:-latest}  | ''",
                "image: ${TAG-latest}   | ''",
                "image: $${TAG} $$TAG   | ''",
                "cost: 5$               | ''",
                "image: ${GIVEN}        | ''",
                "image: ${A:-${B}}      | B"
            })
    void variables_that_nothing_gives_a_value_are_needed(String text, String needed) {
        Set<String> expected = needed.isEmpty() ? Set.of() : Set.of(needed);
        assertThat(ComposeVariablesParser.parse(text, "GIVEN=1\n# OTHER=2\n")).isEqualTo(expected);
    }

    @Test
    void a_variable_is_given_by_the_file_beside_it() {
        Folders.write(workspace, "compose.yml", "services: {a: {image: \"x:${TAG}\"}}");
        Folders.write(workspace, ".env", "export TAG=1\n");
        assertThat(RepositoryFolder.observe(workspace, List.of(), List.of()).getLast())
                .isEqualTo(new ComposeFacts("compose.yml", Set.of()));
    }

    @Test
    void a_name_that_this_process_has_no_path_for_is_a_name_all_the_same() {
        assertThat(RepositoryFolder.observe(workspace, List.of(), List.of("a/\ud800.py", "venv/\ud800.py"))
                        .getFirst())
                .isInstanceOfSatisfying(
                        RepositoryFacts.class,
                        facts -> assertThat(facts.hidden()).containsExactly("venv/\ud800.py"));
    }

    @Test
    void what_git_keeps_under_the_name_of_something_made_is_hidden_from_the_tools() {
        List<String> committed = List.of(
                "backend/venv/settings.py",
                "test-logs/a.log",
                "gha-creds-1.json",
                "node_modules/x/index.js",
                "backend/settings.py",
                "backend/venv.py");
        committed.forEach(file -> Folders.write(workspace, file, "x"));
        assertThat(RepositoryFolder.observe(workspace, List.of(), committed).getFirst())
                .isInstanceOfSatisfying(
                        RepositoryFacts.class,
                        facts -> assertThat(facts.hidden()).isEqualTo(committed.subList(0, 4)));
        assertThat(RepositoryFolder.everything(workspace)).containsExactlyInAnyOrderElementsOf(committed);
    }
}
