package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.RawNames;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentsTest {
    @TempDir
    Path repository;

    private Fingerprint before;

    /** One way to change a repository. */
    private interface Change {
        void make() throws IOException;
    }

    @BeforeEach
    void two_services() throws IOException {
        write("backend/manage.py", "print('x')\n");
        write("backend/setup.cfg", "[flake8]\n");
        write("frontend/src/app.ts", "export {};\n");
        write("compose.yaml", "services: {}\n");
        before = all();
    }

    @Test
    void the_same_contents_have_the_same_fingerprint_whatever_their_dates() throws IOException {
        Files.setLastModifiedTime(repository.resolve("backend/manage.py"), FileTime.from(Instant.EPOCH));
        write("backend/setup.cfg", "[flake8]\n");
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void bytes_names_the_permission_to_run_and_where_links_lead_all_count() throws IOException {
        assertChanges(() -> write("backend/manage.py", "print('y')\n"));
        assertChanges(() -> Files.move(repository.resolve("backend/manage.py"), repository.resolve("backend/m.py")));
        assertChanges(() -> write("backend/empty.py", ""));
        assertChanges(() -> Files.delete(repository.resolve("backend/empty.py")));
        assertChanges(() -> Files.setPosixFilePermissions(
                repository.resolve("backend/m.py"), PosixFilePermissions.fromString("rwxr-xr-x")));
        assertChanges(() -> Files.createSymbolicLink(repository.resolve("link"), Path.of("backend")));
        assertChanges(() -> {
            Files.delete(repository.resolve("link"));
            Files.createSymbolicLink(repository.resolve("link"), Path.of("frontend"));
        });
    }

    @Test
    void bytes_that_move_from_one_file_to_the_next_count() throws IOException {
        write("backend/manage.py", "print('x')\n[fl");
        write("backend/setup.cfg", "ake8]\n");
        assertThat(all()).isNotEqualTo(before);
    }

    @Test
    void what_tools_do_not_see_does_not_count() throws IOException {
        for (String path :
                List.of(".git/HEAD", "frontend/node_modules/x/index.js", "greenlight-reports/quality.json")) {
            write(path, "x");
        }
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void a_large_file_counts_to_its_end() throws IOException {
        byte[] large = new byte[5 * 1024 * 1024];
        Files.write(repository.resolve("backend/data.bin"), large);
        Fingerprint zero = all();
        large[large.length - 1] = 1;
        Files.write(repository.resolve("backend/data.bin"), large);
        assertThat(all()).isNotEqualTo(zero);
    }

    @Test
    void files_that_are_no_text_and_names_that_are_no_words_are_read_like_others() throws IOException {
        Files.write(repository.resolve("backend/bad.py"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        write("backend/; rm -rf ::error::.py", "x");
        write("backend/夢\nnext.py", "x");
        assertThat(all()).isNotEqualTo(before).isEqualTo(all());
    }

    @Test
    void a_link_that_leads_to_itself_is_a_link_like_any_other() throws IOException {
        Files.createSymbolicLink(repository.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(repository.resolve("up"), Path.of("."));
        assertThat(all()).isNotEqualTo(before);
    }

    @Test
    void only_the_wanted_files_count() throws IOException {
        Fingerprint backend = of("backend");
        write("frontend/src/app.ts", "export const x = 1;\n");
        assertThat(of("backend")).isEqualTo(backend);
        assertThat(of("")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "import x from '../../backend/api.json'; , true",
                "path.join(__dirname / '..' / 'backend' / 'x') , true",
                "path.join(here; \"..\"; \"..\"; \"backend\") , true",
                "\"paths\": { \"@api/*\": [\"../backend/*\"] } , true",
                "../apps/backend/schema.graphql , true",
                "the backend answers , false",
                "'../shared/backends.ts' , false",
                "{ ...props } // as the backend has them , false",
                "from '../backend-client/x' , false",
            })
    void a_file_that_leads_into_another_folder_is_seen(String text, boolean expected) throws IOException {
        write("frontend/src/x.ts", text.replace(" / ", ", ").replace(';', ','));
        Contents contents = Contents.read(repository, List.of("backend"), List.of(), Contents.none());
        assertThat(contents.leads(path -> Contents.under(path, "frontend"), "backend"))
                .isEqualTo(expected);
        assertThat(contents.leads(path -> Contents.under(path, "backend"), "backend"))
                .isFalse();
    }

    private void assertChanges(Change change) throws IOException {
        change.make();
        Fingerprint after = all();
        assertThat(after).isNotEqualTo(before);
        before = after;
    }

    private Fingerprint all() throws IOException {
        return of("");
    }

    private Fingerprint of(String folder) throws IOException {
        return Contents.read(repository, List.of(), List.of(), Contents.none())
                .of(path -> Contents.under(path, folder));
    }

    private void write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void what_is_hidden_from_the_tools_counts_for_whoever_asks_for_it() throws IOException {
        write("backend/venv/settings.py", "x");
        List<String> hidden = List.of("backend/venv/settings.py", "gone/venv/x");
        Fingerprint with =
                Contents.read(repository, List.of(), hidden, Contents.none()).of(path -> true);
        assertThat(with).isNotEqualTo(before);
        write("backend/venv/settings.py", "y");
        assertThat(Contents.read(repository, List.of(), hidden, Contents.none()).of(path -> true))
                .isNotEqualTo(with);
    }

    @ParameterizedTest
    @CsvSource({
        "frontend/api, ../backend/api.json, true",
        "frontend/api, ../backend, true",
        "backend-link, backend, true",
        "shared/deep/link, ../../backend/x, true",
        "frontend/api, ../shared/api.json, false",
        "frontend/api, src/../app.ts, false",
    })
    void a_link_leads_where_it_leads(String link, String target, boolean expected) throws IOException {
        Files.createDirectories(repository.resolve(link).getParent());
        Files.createSymbolicLink(repository.resolve(link), Path.of(target));
        assertThat(Contents.read(repository, List.of("backend"), List.of(), Contents.none())
                        .leads(path -> path.equals(link), "backend"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"tsconfig.base.json, true", "jsconfig.json, true", "notes.json, false"})
    void a_configuration_of_typescript_leads_wherever_it_names(String file, boolean expected) throws IOException {
        write(file, "{\"compilerOptions\":{\"paths\":{\"@api/*\":[\"backend/*\"]}}}");
        assertThat(Contents.read(repository, List.of("backend"), List.of(), Contents.none())
                        .leads(file::equals, "backend"))
                .isEqualTo(expected);
    }

    private Fingerprint backend() throws IOException {
        return Contents.read(repository, List.of(), List.of(), Contents.none())
                .of(path -> Contents.under(path, "backend"));
    }

    @Test
    void names_that_look_the_same_since_their_bytes_are_no_text_are_two() throws IOException {
        RawNames.write(repository, "backend/caf\\350.py", "one");
        RawNames.write(repository, "backend/caf\\351.py", "two");
        Fingerprint both = backend();
        RawNames.write(repository, "backend/caf\\350.py", "three");
        Fingerprint first = backend();
        RawNames.write(repository, "backend/caf\\350.py", "one");
        assertThat(backend()).isEqualTo(both);
        RawNames.write(repository, "backend/caf\\351.py", "three");
        assertThat(List.of(both, first, backend())).doesNotHaveDuplicates();
    }

    @Test
    void links_to_names_that_look_the_same_lead_to_two_places() throws IOException {
        RawNames.link(repository, "where", "caf\\350");
        Fingerprint there = all();
        RawNames.link(repository, "where", "caf\\351");
        assertThat(all()).isNotEqualTo(there);
    }

    @Test
    void a_hidden_name_that_no_path_can_have_is_passed_over() throws IOException {
        assertThat(Contents.read(repository, List.of(), List.of("venv/\ud800.py"), Contents.none())
                        .of(path -> true))
                .isEqualTo(before);
    }

    /** Whoever looks again reads only what may have changed. */
    @Test
    void what_changed_since_an_earlier_look_is_seen_whatever_its_date_says() throws IOException {
        Folders.write(repository, "backend/a.py", "one");
        Folders.write(repository, "backend/b.py", "two");
        Folders.write(repository, "frontend/a.ts", "../backend/a.json");
        Path file = repository.resolve("backend/a.py");
        Await.until(
                "files that did not just change",
                () -> Stamp.of(repository.resolve("frontend/a.ts")).isPresent());
        Contents before = Contents.read(repository, List.of(), List.of(), Contents.none());
        assertThat(Contents.read(repository, List.of("backend"), List.of(), before)
                        .leads(path -> true, "backend"))
                .as("what a second look would have found, had it looked")
                .isFalse();
        FileTime date = Files.getLastModifiedTime(file);
        Files.writeString(file, "ONE");
        Files.setLastModifiedTime(file, date);
        Contents after = Contents.read(repository, List.of(), List.of(), before);
        assertThat(after.of(path -> true)).isNotEqualTo(before.of(path -> true));
        assertThat(after.of("backend/b.py"::equals)).isEqualTo(before.of("backend/b.py"::equals));
        assertThat(Contents.read(repository, List.of(), List.of(), Contents.none())
                        .of(path -> true))
                .isEqualTo(after.of(path -> true));
        Files.delete(repository.resolve("backend/b.py"));
        assertThat(Contents.read(repository, List.of(), List.of(), after).has("backend/b.py"))
                .isFalse();
    }
}
