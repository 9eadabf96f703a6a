package dev.greenlight.checks.tools.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.dependencies.PythonLockParser.Locked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLockParserTest {
    private static final String LOCK = """
            version = 1
            name = "django"

            [[package]]
            name = "backend"
            version = "0.1.0"
            source = { virtual = "." }
            dependencies = [
                { name = "django" },
            ]

            [package.metadata]
            name = "django"
            version = "0.1.0"

            [[package]]
            version = "3.2.0"
            name = "django" # pinned
            source = { registry = "https://pypi.org/simple" }
            [[package]]
            name = "last"
            version = "1\"""";

    @Test
    void a_package_is_where_its_name_stands_whatever_stands_first() {
        assertThat(PythonLockParser.find(LOCK, "django", "3.2.0")).contains(new Locked(18, false));
        assertThat(PythonLockParser.find(LOCK, "last", "1")).contains(new Locked(21, false));
        assertThat(PythonLockParser.find(LOCK, "backend", "0.1.0")).contains(new Locked(5, true));
    }

    @Test
    void another_version_or_name_and_what_belongs_to_another_table_is_not_it() {
        assertThat(PythonLockParser.find(LOCK, "django", "0.1.0")).isEmpty();
        assertThat(PythonLockParser.find(LOCK, "django", "1")).isEmpty();
        assertThat(PythonLockParser.find(LOCK, "djang", "3.2.0")).isEmpty();
        assertThat(PythonLockParser.find("", "django", "3.2.0")).isEmpty();
        assertThat(PythonLockParser.find("[[package]]", "", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual = \".\"", "editable = \"lib\"", "directory = \"lib\"", "path = \"lib.whl\""})
    void what_lies_beside_the_project_is_local(String source) {
        String text = "[[package]]\nname = \"a\"\nversion = \"1\"\nsource = { " + source + " }\n";
        assertThat(PythonLockParser.find(text, "a", "1")).contains(new Locked(2, true));
        assertThat(PythonLockParser.find(text.replace("{ ", "{ url = \"x\", "), "a", "1"))
                .contains(new Locked(2, false));
    }
}
