package dev.greenlight.report.waivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "backend/a.py, backend/a.py, true",
        "backend/a.py, backend/a_py, false",
        "backend/a.py, backend/a.pyc, false",
        "backend/a.py, x/backend/a.py, false",
        "backend/*.py, backend/a.py, true",
        "backend/*.py, backend/.py, true",
        "backend/*.py, backend/b/a.py, false",
        "backend/**, backend/b/a.py, true",
        "backend/**, backend, false",
        "backend/**, backends/a.py, false",
        "**/*.py, a.py, true",
        "**/*.py, a/b/c.py, true",
        "**/*.py, a/b/c.js, false",
        "backend/**/migrations/*.py, backend/migrations/1.py, true",
        "backend/**/migrations/*.py, backend/a/b/migrations/1.py, true",
        "backend/**/migrations/*.py, backend/xmigrations/1.py, false",
        "a?.py, ab.py, true",
        "a?.py, a/.py, false",
        "a?.py, a.py, false",
        "**, anything/at/all, true",
        "a**/c, a/b/c, true",
        "a.[ch], a.c, false",
        "(a|b)+, aab, false"
    })
    void a_pattern_names_paths(String pattern, String path, boolean matches) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void a_hostile_pattern_on_a_hostile_path_ends_soon() {
        Glob glob = new Glob("*a".repeat(200) + "b");
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches("a".repeat(4000))).isFalse());
    }
}
