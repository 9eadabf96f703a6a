package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources are cut and described. */
class SourcesTest {
    private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern WRITTEN = Pattern.compile(".*\\.(java|sh|py|md|yml|yaml|ts|tsx|js|html)");
    /** The whole top of the repository; what comes beside it needs a reason. */
    private static final Set<String> TOP = Set.of(
            ".ci",
            ".dockerignore",
            ".github",
            ".gitignore",
            ".mvn",
            "Dockerfile",
            "README.md",
            "actions",
            "docs",
            "examples",
            "mvnw",
            "mvnw.cmd",
            "pom.xml",
            "scripts",
            "src",
            "workflows-templates");
    /** Not written by hand, or by others. */
    private static final Pattern MADE = Pattern.compile("(^|/)(node_modules|dist|recorded|__pycache__)/");

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
        assertThat(sorted.size()).as("files seen").isGreaterThanOrEqualTo(200);
        lengths.values().removeIf(lines -> lines <= 300);
        assertThat(lengths).isEmpty();
        assertThat(sorted.get(sorted.size() / 2)).as("half of the files").isLessThanOrEqualTo(65);
        assertThat(sorted.get(sorted.size() * 9 / 10)).as("90 % of the files").isLessThanOrEqualTo(150);
    }

    @Test
    void every_package_tells_what_lives_there_and_is_null_marked() {
        Set<Path> packages = House.sources().stream()
                .map(file -> file.resolveSibling("package-info.java"))
                .collect(Collectors.toSet());
        assertThat(packages.size()).as("packages seen").isGreaterThanOrEqualTo(20);
        assertThat(packages.stream().filter(info -> !Files.exists(info) || !tells(House.text(info))))
                .isEmpty();
    }

    private static boolean tells(String text) {
        String prose = text.replaceAll("\\s+(\\*\\s+)?", " ");
        return prose.contains("/**")
                && prose.contains("@NullMarked package")
                && (prose.toLowerCase(Locale.ROOT).contains("entry type") || prose.contains("package dev.greenlight;"));
    }

    @Test
    void the_top_of_the_repository_holds_nothing_unexpected() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of(".git")), "a source archive has no index");
        Process git = new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "-z")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("git's exit code").isZero();
        Set<String> top = Stream.of(listed.split("\0", -1))
                .filter(file -> !file.isEmpty())
                .map(file -> file.replaceFirst("/.*", ""))
                .collect(Collectors.toSet());
        assertThat(top).isEqualTo(TOP);
    }

    @Test
    void nothing_is_left_for_later() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder :
                List.of("src/main", "src/test", "actions", "docs", "examples", "scripts", "workflows-templates")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(file -> WRITTEN.matcher(file.toString()).matches()
                                && !MADE.matcher(file.toString()).find())
                        .forEach(files::add);
            }
        }
        assertThat(files.size()).as("files seen").isGreaterThanOrEqualTo(800);
        assertThat(files).noneMatch(file -> LATER.matcher(House.text(file)).find());
    }
}
