package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementFilesTest {
    @TempDir
    Path project;

    @Test
    void a_condition_is_what_follows_the_semicolon() {
        assertThat(RequirementsParser.parse("tomli==2.0 ; python_version < '3.11' # old", "a")
                        .requirements())
                .extracting(Requirement::marker)
                .containsExactly("python_version < '3.11'");
    }

    private List<String> read() {
        return RequirementFiles.read(project, project.resolve("backend")).stream()
                .map(RequirementFilesTest::inWords)
                .toList();
    }

    private static String inWords(Requirement requirement) {
        return "%s%s in %s:%d%s"
                .formatted(
                        requirement.name(),
                        requirement.version().map(version -> " " + version).orElse(""),
                        requirement.file(),
                        requirement.line(),
                        requirement.conditional() ? " at times" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Django==5.2.19                      | django 5.2.19 in a:1",
                "Django == 5.2.19   # the framework  | django 5.2.19 in a:1",
                "typing_Extensions===4.0             | typing-extensions 4.0 in a:1",
                "psycopg[binary,pool]==3.3.9         | psycopg 3.3.9 in a:1",
                "tomli==2.0; python_version < '3.11' | tomli 2.0 in a:1 at times",
                "a==1.0 --hash=sha256:00 --hash=b    | a 1.0 in a:1",
                "a==1.0+local.1                      | a 1.0+local.1 in a:1",
                "Django                              | django in a:1",
                "Django>=5                           | django in a:1",
                "Django==5.*                         | django in a:1",
                "Django==5.2,!=5.2.1                 | django in a:1",
                "git+https://host.example/a.git      | git+https://host-example/a-git in a:1",
                "a @ https://host.example/a.whl      | a in a:1",
                "-e ./local                          | -/local in a:1",
                "--editable=./local                  | -/local in a:1"
            })
    void a_line_asks_for_one_package(String line, String expected) {
        assertThat(RequirementsParser.parse(line, "a").requirements())
                .extracting(RequirementFilesTest::inWords)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "'# a==1'", "--index-url https://mirror.example", "-c constraints.txt", "--no-binary :all:"})
    void other_lines_ask_for_none(String line) {
        assertThat(RequirementsParser.parse(line, "a")).isEqualTo(RequirementsParser.parse("", "a"));
    }

    @Test
    void a_line_that_goes_on_counts_where_it_begins() {
        assertThat(RequirementsParser.parse("# x\na==1.0 \\\n  --hash=sha256:00\nb==2\r\n", "a")
                        .requirements())
                .extracting(RequirementFilesTest::inWords)
                .containsExactly("a 1.0 in a:2", "b 2 in a:4");
    }

    @Test
    void files_are_found_by_name_and_followed_each_once() {
        Folders.write(project, "backend/requirements.txt", "-r base.txt\nb==2\n-r requirements-dev.txt\n");
        Folders.write(project, "backend/requirements-dev.txt", "--requirement=requirements.txt\nc==3\n");
        Folders.write(project, "backend/base.txt", "-r ../shared.txt\na==1\n");
        Folders.write(project, "backend/requirements/prod.txt", "d==4\n");
        Folders.write(project, "backend/notes.txt", "not a requirement\n");
        Folders.write(project, "shared.txt", "s==0\n");
        assertThat(read())
                .containsExactly(
                        "c 3 in requirements-dev.txt:2",
                        "b 2 in requirements.txt:2",
                        "a 1 in base.txt:2",
                        "s 0 in ../shared.txt:1",
                        "d 4 in requirements/prod.txt:1")
                .doesNotHaveDuplicates();
    }

    @Test
    void what_cannot_be_followed_is_asked_for_all_the_same() throws IOException {
        Folders.write(project, "backend/requirements.txt", "-r gone.txt\n-r ../../etc/passwd\n-r linked.txt\n");
        Files.createSymbolicLink(project.resolve("backend/linked.txt"), Path.of("/etc/passwd"));
        assertThat(read()).hasSize(3).allMatch(line -> line.contains(" in requirements.txt:"));
    }

    @Test
    void what_tools_do_not_see_is_not_told_by_its_lines() throws IOException {
        Folders.write(project, ".git/config", "extraheader=tell-nobody\n");
        Folders.write(project, "backend/requirements.txt", "a==1\n-r ../.git/config\n-r linked.txt\n");
        Files.createSymbolicLink(project.resolve("backend/linked.txt"), Path.of("../.git/config"));
        Files.createSymbolicLink(project.resolve("backend/requirements-dev.txt"), Path.of("../.git/config"));
        assertThat(read())
                .containsExactly(
                        "requirements-dev-txt in requirements-dev.txt:0",
                        "a 1 in requirements.txt:1",
                        "-/-git/config in requirements.txt:2",
                        "linked-txt in requirements.txt:3");
    }

    @Test
    void a_file_that_cannot_be_read_is_asked_for_by_its_name() throws IOException {
        Path outside = Files.writeString(project.resolve("outside.txt"), "b==2\n");
        project = Files.createDirectory(project.resolve("project"));
        Folders.write(project, "backend/requirements.txt", "a==1\n");
        Files.createSymbolicLink(project.resolve("backend/requirements-dev.txt"), outside);
        Files.createSymbolicLink(project.resolve("backend/test-requirements.txt"), Path.of("gone.txt"));
        Files.createDirectory(project.resolve("backend/requirements-old.txt"));
        assertThat(read())
                .containsExactly(
                        "requirements-dev-txt in requirements-dev.txt:0",
                        "requirements-old-txt in requirements-old.txt:0",
                        "a 1 in requirements.txt:1",
                        "test-requirements-txt in test-requirements.txt:0");
    }

    @Test
    void a_folder_of_them_that_lies_elsewhere_is_asked_for_and_not_listed() throws IOException {
        Files.createDirectories(project.resolve("backend"));
        Files.createSymbolicLink(project.resolve("backend/requirements"), Path.of("/etc"));
        assertThat(read()).containsExactly("requirements in requirements:0");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, efbbbf", "UTF-16LE, fffe", "UTF-16BE, feff", "UTF-32LE, fffe0000", "UTF-32BE, 0000feff"})
    void a_byte_order_mark_names_the_encoding(String encoding, String mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(HexFormat.of().parseHex(mark));
        bytes.write("Django==5.2.19\r\nträume==1\r\n".getBytes(encoding));
        Folders.write(project, "backend/requirements.txt", "");
        Files.write(project.resolve("backend/requirements.txt"), bytes.toByteArray());
        assertThat(read()).containsExactly("django 5.2.19 in requirements.txt:1", "träume==1 in requirements.txt:2");
    }

    @Test
    void bytes_of_another_encoding_are_no_reason_to_stop() throws IOException {
        Folders.write(project, "backend/requirements.txt", "");
        Files.write(
                project.resolve("backend/requirements.txt"), new byte[] {'#', (byte) 0xE9, '\n', 'a', '=', '=', '1'});
        assertThat(read()).containsExactly("a 1 in requirements.txt:2");
    }

    @Test
    void a_service_without_any_asks_for_nothing() {
        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "git+https://token@host.example/team/lib.git, git+https://host-example/team/lib-git",
        "git+https://user:p@ss@host.example/lib.git, git+https://host-example/lib-git",
        "-e git+https://user:pa$s@host.example/lib.git#egg=lib, git+https://host-example/lib-git#egg=lib",
        "https://host.example/lib.whl?token=abc#sha256=00, https://host-example/lib-whl#sha256=00",
        "https://host.example/lib.whl ; python_version > '3', https://host-example/lib-whl",
    })
    void an_address_is_told_without_what_it_takes_to_come_in(String line, String name) {
        assertThat(RequirementsParser.parse(line, "a").requirements())
                .extracting(Requirement::name)
                .containsExactly(name);
    }
}
