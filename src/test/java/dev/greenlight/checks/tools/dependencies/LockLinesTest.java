package dev.greenlight.checks.tools.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockLinesTest {
    private static final String LOCK = """
            {
              "packages": {
                "node_modules/a/node_modules/@x/b": {
                  "version": "1.0.0"
                },
                "node_modules/@x/b": {
                  "version": "2.0.0"
                },
                "node_modules/b": { "version": "3.0.0"
                }
              }
            }
            """;

    @Test
    void a_package_is_where_its_name_and_version_stand_and_the_file_is_read_once() {
        List<String> read = new ArrayList<>();
        LockLines lines = new LockLines(path -> {
            read.add(path);
            return path.startsWith("other/") ? "" : LOCK;
        });
        assertThat(lines.of("package-lock.json", "@x/b", "")).isEqualTo(3);
        assertThat(lines.of("package-lock.json", "@x/b", "2.0.0")).isEqualTo(6);
        assertThat(lines.of("package-lock.json", "b", "3.0.0")).isEqualTo(9);
        assertThat(lines.of("package-lock.json", "@x/b", "9")).isZero();
        assertThat(lines.of("package-lock.json", "a", "")).isZero();
        assertThat(lines.of("other/package-lock.json", "b", "")).isZero();
        assertThat(lines.at("package-lock.json", "node_modules/a/node_modules/@x/b"))
                .isEqualTo(3);
        assertThat(lines.at("package-lock.json", "node_modules/@x/b")).isEqualTo(6);
        assertThat(lines.at("package-lock.json", "node_modules/a")).isZero();
        assertThat(read).containsExactly("package-lock.json", "other/package-lock.json");
    }
}
