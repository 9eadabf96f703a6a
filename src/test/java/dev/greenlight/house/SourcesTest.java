package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How the sources are cut and described. */
class SourcesTest {
    @Test
    void a_file_is_short_and_most_are_shorter() {
        Map<Path, Integer> lengths = new TreeMap<>();
        House.sources()
                .forEach(
                        file -> lengths.put(file, (int) House.text(file).lines().count()));
        List<Integer> sorted = lengths.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("package-info.java"))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        assertThat(sorted).hasSizeGreaterThanOrEqualTo(40);
        lengths.values().removeIf(lines -> lines <= 300);
        assertThat(lengths).isEmpty();
        assertThat(sorted.get(sorted.size() * 9 / 10)).as("90 % of the files").isLessThanOrEqualTo(150);
    }

    @Test
    void every_package_tells_what_lives_there_and_is_null_marked() {
        Set<Path> packages = House.sources().stream()
                .map(file -> file.resolveSibling("package-info.java"))
                .collect(Collectors.toSet());
        assertThat(packages).hasSizeGreaterThanOrEqualTo(8).allSatisfy(info -> {
            assertThat(Files.exists(info)).as(info.toString()).isTrue();
            String text = House.text(info);
            assertThat(text).as(info.toString()).contains("@NullMarked\npackage", "/**");
            if (!text.contains("package dev.greenlight;")) {
                assertThat(text).as(info.toString()).contains("ntry type");
            }
        });
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(House.sources())
                .allSatisfy(file -> assertThat(House.text(file))
                        .as(file.toString())
                        .doesNotContainPattern("\\b(TODO|FIXME|XXX)\\b"));
    }
}
