package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mutants of {@code scripts/mutants.sh} must still fit the code: one that does not ends the script before the others are tried. */
class MutantsTest {
    private static final Pattern MUTANT = Pattern.compile(
            "file: (?<file>\\S+)\ntests: (?<tests>[^\n]+)\nbefore:\n(?<before>.+?)\nafter:\n(?<after>.*)",
            Pattern.DOTALL);

    @Test
    void every_mutant_changes_one_place_of_a_file_and_names_tests_that_there_are() throws IOException {
        List<Path> mutants;
        try (Stream<Path> files = Files.list(Path.of("scripts/mutants"))) {
            mutants = files.sorted().toList();
        }
        List<String> faults = new ArrayList<>();
        for (Path file : mutants) {
            Matcher mutant = MUTANT.matcher(Files.readString(file));
            if (mutant.matches()) {
                faults.addAll(faults(file, mutant));
            } else {
                faults.add(file + " is not of the form that scripts/mutants.sh reads");
            }
        }
        assertThat(mutants.size()).as("mutants seen").isGreaterThanOrEqualTo(30);
        assertThat(faults).isEmpty();
    }

    private static List<String> faults(Path file, Matcher mutant) throws IOException {
        List<String> faults = new ArrayList<>();
        String text = Files.readString(Path.of(mutant.group("file")));
        int places = text.split(Pattern.quote(mutant.group("before")), -1).length - 1;
        if (places != 1) {
            faults.add(file + ": its text stands " + places + " times in " + mutant.group("file"));
        }
        if (mutant.group("before").equals(mutant.group("after").stripTrailing())) {
            faults.add(file + " changes nothing");
        }
        for (String test : mutant.group("tests").split(" ")) {
            if (!Files.exists(Path.of("src/test/java", test.replace('.', '/') + ".java"))) {
                faults.add(file + ": there is no test " + test);
            }
        }
        return faults;
    }
}
