package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyprojectParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "dependencies = [] ! ^^",
                "dependencies = [\"Django>=5\", 'psycopg[binary]==3.2'] ! django,psycopg",
                "dependencies = [\"a @ https://x/#]\", \"b\"] # \"c\" ! a,b",
                "dependencies = [\"a; python_version<'3'\"] ! ^^",
                "dependencies = [\" a \", \"-b\", 3, [\"c\"]] ! a",
                "dependencies = \"a\" ! ^^",
                "optional-dependencies = {x = [\"a\"]} ! ^^",
                "name = \"x\" ! ^^"
            })
    void a_list_on_one_line(String line, String packages) {
        assertThat(String.join(
                        ",",
                        found("[project]\n" + line + "\n").stream().sorted().toList()))
                .isEqualTo(packages);
    }

    @Test
    void a_list_on_many_lines_and_what_comes_after_it() {
        assertThat(found("""
                [build-system]
                requires = ["setuptools"]
                dependencies = ["no"]

                [ project ] # ours
                dependencies = [
                  "Django_Ninja == 1.4", # "no",
                  'gunicorn',
                ]
                classifiers = ["no"]
                [project.optional-dependencies]
                dev = ["no"]
                """)).containsExactlyInAnyOrder("django-ninja", "gunicorn");
        assertThat(found("project.dependencies = [\"a\"]\ndependencies = [\"no\"]"))
                .containsExactly("a");
    }

    @Test
    void texts_over_many_lines_and_escapes_in_them_are_toml_too() {
        assertThat(found("""
                [project]
                description = \"\"\"
                dependencies = ["no"]
                [tool.poetry.dependencies]
                no = "1"
                \"\"\"
                "depend\\u0065ncies" = ["dj\\u0061ngo"]
                """)).containsExactly("django");
    }

    @Test
    void poetrys_table() {
        assertThat(found("""
                [tool.poetry.dependencies]
                python = "^3.12"
                Django = "^5"
                psycopg = {extras = ["binary"], version = "3"}
                [tool.poetry.group.dev.dependencies]
                pytest = "8"
                """)).containsExactlyInAnyOrder("django", "psycopg");
    }

    @Test
    void poetrys_table_with_a_table_for_each_package_and_both_ways_in_one_file() {
        assertThat(found("""
                project.dependencies = ["gunicorn"]
                [tool.poetry.dependencies.Django]
                version = "^5"
                [tool.poetry.dependencies.redis]
                version = "5"
                optional = true
                [tool.poetry.dependencies.tomli]
                version = "2"
                python = "<3.11"
                [tool.poetry]
                dependencies.psycopg.version = "3"
                """)).containsExactlyInAnyOrder("gunicorn", "django", "psycopg");
    }

    @Test
    void what_poetry_asks_for_in_some_surroundings_only_is_not_among_it_nor_what_stands_in_another_table() {
        assertThat(found("""
                [tool.poetry.dependencies]
                "python" = "^3.12"
                python-dateutil = "2"
                tomli = {version = "2", python = "<3.11"}
                pywin32 = {version = "3", markers = "sys_platform == 'win32'"}
                uvloop = {version = "1", platform = "linux"}
                numpy = [{version = "1", python = "<3.12"}, {version = "2", python = ">=3.12"}]
                redis = {version = "5", optional = true}
                celery = {version = "5", optional = false}
                [[tool.poetry.source]]
                name = "mirror"
                url = "https://mirror.example"
                [tool."odd".table]
                other = "1"
                """)).containsExactlyInAnyOrder("python-dateutil", "celery");
        assertThat(found("""
                [[tool.poetry.source]]
                name = "mirror"
                [tool.poetry.dependencies]
                django = "5"
                """)).containsExactly("django");
    }

    @Test
    void a_long_text_is_read_like_a_short_one() {
        String text = "x\\n".repeat(50_000) + "y".repeat(50_000);
        assertThat(found("project.dependencies = [\"a" + text + "\", \"b\"]\n")).contains("b");
    }

    @Test
    void what_asks_for_nothing_has_none_and_what_is_no_such_file_is_told_from_it() {
        assertThat(found("")).isEmpty();
        assertThat(found("[tool.black]\nline-length = 100\n")).isEmpty();
        assertThat(PyprojectParser.dependencies("[project\ndependencies = [\"a"))
                .isEmpty();
        assertThat(PyprojectParser.dependencies("[project]\nname = \"a\"\n[project]\nname = \"b\"\n"))
                .isEmpty();
        assertThat(PyprojectParser.dependencies("a = " + "[".repeat(100_000))).isEmpty();
    }

    private static Set<String> found(String text) {
        return PyprojectParser.dependencies(text).orElseThrow();
    }
}
