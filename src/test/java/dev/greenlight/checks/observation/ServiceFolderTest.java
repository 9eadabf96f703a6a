package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ServiceFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFolderTest {
    @TempDir
    Path project;

    @Test
    void what_the_folder_holds_is_observed() {
        Folders.both(project);
        ServiceFacts facts = ServiceFolder.observe(project, Folders.FRONTEND);
        assertThat(facts.files()).contains("tsconfig.json", "package.json");
        assertThat(facts.eslint()).isTrue();
        assertThat(facts.references()).isFalse();
        assertThat(facts.lockFolder()).contains("frontend");
    }

    @Test
    void comments_in_the_compilers_configuration_are_understood() {
        Folders.write(project, "frontend/tsconfig.json", "{/* all */ \"references\": [{\"path\": \"./app\"},], }");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).references())
                .isTrue();
    }

    @Test
    void a_lock_file_further_up_serves_too() {
        Folders.write(project, "package-lock.json", "{}");
        Folders.write(project, "frontend/package.json", "{}");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).lockFolder())
                .contains("");
    }

    @Test
    void eslint_is_looked_for_up_to_the_lock_file_whose_packages_the_service_shares() {
        Folders.write(project, "frontend/package.json", "{}");
        Folders.write(project, "eslint.config.js", "export default [];\n");
        Folders.write(project, "package.json", "{\"devDependencies\":{\"eslint\":\"10\"}}");
        ServiceFacts alone = ServiceFolder.observe(project, Folders.FRONTEND);
        assertThat(alone.eslint()).isFalse();
        assertThat(alone.files()).containsExactly("package.json");

        Folders.write(project, "package-lock.json", "{}");
        ServiceFacts shared = ServiceFolder.observe(project, Folders.FRONTEND);
        assertThat(shared.eslint())
                .as("what lies further up may be for others, unless it configures")
                .isFalse();
        assertThat(shared.files()).containsExactlyInAnyOrder("package.json", "../eslint.config.js");

        Folders.write(project, "package.json", "{\"eslintConfig\":{}}");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isTrue();

        Folders.write(project, "frontend/package-lock.json", "{}");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isFalse();
        Folders.write(project, "frontend/package.json", "{\"eslintConfig\":{}}");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isTrue();
        assertThat(ServiceFolder.observe(project, Folders.BACKEND).files()).isEmpty();
    }

    @Test
    void an_absent_folder_and_broken_files_have_nothing() {
        assertThat(ServiceFolder.observe(project, Folders.BACKEND).files()).isEmpty();
        ServiceFacts absent = ServiceFolder.observe(project, Folders.FRONTEND);
        assertThat(absent.eslint()).isFalse();
        assertThat(absent.references()).isFalse();
        assertThat(absent.declared()).contains(Set.of());
        assertThat(absent.requirements()).isEmpty();
    }

    /** Then the tools say what is wrong with it, which they cannot when they are not run. */
    @ParameterizedTest
    @ValueSource(strings = {"{ broken", "[]", "\"text\"", "", "null"})
    void a_manifest_that_cannot_be_read_may_ask_for_eslint(String manifest) {
        Folders.write(project, "frontend/package.json", manifest);
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isTrue();
        Folders.write(project, "frontend/package.json", "{}");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isFalse();
    }

    @Test
    void a_compilers_configuration_that_only_the_compiler_can_read_may_refer_to_others() throws IOException {
        Path file = Files.createDirectories(project.resolve("frontend")).resolve("tsconfig.json");
        Files.write(
                file,
                "{ // M\u00fcller\n\"files\": [], \"references\": [{\"path\": \"./app\"}] }"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).references())
                .isTrue();
        Files.writeString(file, "{ broken");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).references())
                .isFalse();
    }
}
