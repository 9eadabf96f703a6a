package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ServiceFacts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void an_absent_folder_and_broken_files_have_nothing() {
        assertThat(ServiceFolder.observe(project, Folders.BACKEND).files()).isEmpty();
        Folders.write(project, "frontend/package.json", "{ broken");
        assertThat(ServiceFolder.observe(project, Folders.FRONTEND).eslint()).isFalse();
    }
}
