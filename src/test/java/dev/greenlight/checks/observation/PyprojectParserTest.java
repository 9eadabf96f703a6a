package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;

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
                "optional-dependencies = {x = [\"a\"]} ! ^^",
                "name = \"x\" ! ^^"
            })
    void a_list_on_one_line(String line, String packages) {
        assertThat(String.join(
                        ",",
                        PyprojectParser.dependencies("[project]\n" + line + "\n").stream()
                                .sorted()
                                .toList()))
                .isEqualTo(packages);
    }

    @Test
    void a_list_on_many_lines_and_what_comes_after_it() {
        assertThat(PyprojectParser.dependencies("""
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
        assertThat(PyprojectParser.dependencies("project.dependencies = [\"a\"]\ndependencies = [\"no\"]"))
                .containsExactly("a");
    }

    @Test
    void poetrys_table() {
        assertThat(PyprojectParser.dependencies("""
                [tool.poetry.dependencies]
                python = "^3.12"
                Django = "^5"
                psycopg = {extras = ["binary"], version = "3"}
                [tool.poetry.group.dev.dependencies]
                pytest = "8"
                """)).containsExactlyInAnyOrder("django", "psycopg");
    }

    @Test
    void what_poetry_asks_for_in_some_surroundings_only_is_not_among_it_nor_what_stands_in_another_table() {
        assertThat(PyprojectParser.dependencies("""
                [tool.poetry.dependencies]
                "python" = "^3.12"
                python-dateutil = "2"
                tomli = {version = "2", python = "<3.11"}
                pywin32 = {version = "3", markers = "sys_platform == 'win32'"}
                redis = {version = "5", optional = true}
                celery = {version = "5", optional = false}
                [[tool.poetry.source]]
                name = "mirror"
                url = "https://mirror.example"
                [tool.poetry.dependencies]
                django = "5"
                [tool."odd".table]
                other = "1"
                """)).containsExactlyInAnyOrder("python-dateutil", "celery", "django");
    }

    @Test
    void a_long_text_is_read_like_a_short_one() {
        String text = "x\\n".repeat(50_000) + "y".repeat(50_000);
        assertThat(PyprojectParser.dependencies("project.dependencies = [\"a" + text + "\", \"b\"]\n"))
                .contains("b");
    }

    @Test
    void what_is_no_such_file_has_none() {
        assertThat(PyprojectParser.dependencies("")).isEmpty();
        assertThat(PyprojectParser.dependencies("[project\ndependencies = [\"a"))
                .isEmpty();
    }
}
