package dev.greenlight.checks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two runs over texts: the findings are where a line holds the word {@code bad}, once for each time. */
class BaselineGateTest {
    private final Map<String, String> then = new HashMap<>();
    private final Map<String, String> now = new HashMap<>();

    private static List<Finding> findings(Map<String, String> files) {
        return files.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(file -> {
                    List<String> lines = file.getValue().lines().toList();
                    return java.util.stream.IntStream.range(0, lines.size())
                            .boxed()
                            .flatMap(i -> Arrays.stream(lines.get(i).split(" "))
                                    .filter("bad"::equals)
                                    .map(word -> finding(file.getKey(), i + 1)));
                })
                .toList();
    }

    private static Finding finding(String path, int line) {
        return new Finding(
                "flake8", "X1", Severity.ERROR, Optional.of(new Location(path, line, 1)), "bad in line " + line);
    }

    private static List<Mark> marks(Map<String, String> files) {
        return new Marker(path -> files.getOrDefault(path, "").lines().toList()).mark(findings(files));
    }

    private List<String> fresh(Moves moves) {
        List<Finding> found = findings(now);
        return BaselineGate.fresh(marks(now), marks(then), moves).stream()
                .mapToObj(i -> found.get(i).location().orElseThrow().toString())
                .toList();
    }

    private List<String> fresh() {
        return fresh(Moves.NONE);
    }

    @Test
    void what_was_there_is_old_and_what_was_not_is_new() {
        then.put("a.py", "one\nbad x\ntwo\n");
        now.put("a.py", "one\nbad x\ntwo\nbad y\n");
        now.put("b.py", "bad x\n");
        assertThat(fresh()).containsExactly("a.py:4:1", "b.py:1:1");
    }

    @Test
    void without_anything_to_compare_with_all_is_new() {
        now.put("a.py", "bad\nbad\n");
        assertThat(fresh()).hasSize(2);
    }

    @Test
    void a_line_that_moved_or_was_indented_is_old() {
        then.put("a.py", "one\nbad x\ntwo\n");
        now.put("a.py", "new\n\nnew\none\n\n    bad   x\n\n\ntwo\n");
        assertThat(fresh()).isEmpty();
    }

    @Test
    void an_edit_next_door_does_not_make_an_old_finding_new() {
        then.put("a.py", "one\nbad x\ntwo\n");
        now.put("a.py", "ONE\nbad x\nTWO\n");
        assertThat(fresh()).isEmpty();
    }

    @Test
    void a_line_whose_text_changed_is_new() {
        then.put("a.py", "one\nbad x\ntwo\n");
        now.put("a.py", "one\nbad y\ntwo\n");
        assertThat(fresh()).containsExactly("a.py:2:1");
    }

    @Test
    void a_copy_is_one_finding_more_and_its_neighbours_tell_which_one_is_new() {
        then.put("a.py", "one\nbad x\ntwo\n");
        now.put("a.py", "zero\nbad x\nhalf\none\nbad x\ntwo\n");
        assertThat(fresh()).containsExactly("a.py:2:1");
    }

    @Test
    void of_equal_ones_in_one_line_the_last_is_new() {
        then.put("a.py", "bad bad\n");
        now.put("a.py", "bad bad\n");
        assertThat(fresh()).isEmpty();
        then.put("a.py", "bad y\n");
        now.put("a.py", "bad y\nbad y\nbad y\n");
        assertThat(fresh()).containsExactly("a.py:2:1", "a.py:3:1");
    }

    @Test
    void a_finding_that_was_fixed_does_not_pay_for_one_in_another_file() {
        then.put("a.py", "bad x\n");
        then.put("b.py", "ok\n");
        now.put("a.py", "ok\n");
        now.put("b.py", "bad x\n");
        assertThat(fresh()).containsExactly("b.py:1:1");
    }

    @Test
    void a_renamed_file_keeps_its_findings_and_its_new_ones_are_new() {
        then.put("old.py", "one\nbad x\ntwo\n");
        now.put("new.py", "ONE\nbad x\ntwo\nbad z\n");
        assertThat(fresh()).hasSize(2);
        assertThat(fresh(new Moves(Map.of("new.py", "old.py"), Set.of("old.py"))))
                .containsExactly("new.py:4:1");
    }

    @Test
    void two_files_that_changed_names_are_told_apart() {
        then.put("a.py", "bad x\n");
        then.put("b.py", "ok\n");
        now.put("b.py", "bad x\n");
        now.put("a.py", "bad x\n");
        assertThat(fresh(new Moves(Map.of("a.py", "b.py", "b.py", "a.py"), Set.of())))
                .containsExactly("a.py:1:1");
    }

    @Test
    void a_file_that_is_gone_gives_its_findings_to_the_same_lines_elsewhere_once() {
        then.put("old.py", "one\nbad x\ntwo\n");
        now.put("new.py", "one\nbad x\ntwo\n");
        now.put("newer.py", "one\nbad x\ntwo\n");
        assertThat(fresh(new Moves(Map.of(), Set.of("old.py")))).containsExactly("newer.py:2:1");
        now.put("new.py", "ONE\nbad x\ntwo\n");
        now.remove("newer.py");
        assertThat(fresh(new Moves(Map.of(), Set.of("old.py"))))
                .as("the line alone is too little across files")
                .containsExactly("new.py:2:1");
    }

    @Test
    void another_rule_or_tool_in_the_same_line_is_new() {
        Marker marker = new Marker(path -> List.of("bad"));
        Finding one = finding("a.py", 1);
        Finding rule = new Finding(one.tool(), "X2", one.severity(), one.location(), one.message());
        Finding tool = new Finding("ruff", one.rule(), one.severity(), one.location(), one.message());
        assertThat(
                        BaselineGate.fresh(marker.mark(List.of(one, rule, tool)), marker.mark(List.of(one)), Moves.NONE)
                                .stream())
                .containsExactly(1, 2);
    }

    @Test
    void a_dependency_is_known_again_in_another_line_and_version() {
        Finding before = advisory(3, "django 4.1 is vulnerable", "django");
        Finding after = advisory(9, "django 4.2 is vulnerable", "django");
        Finding other = advisory(9, "django 4.2 is vulnerable", "flask");
        Marker marker = new Marker(path -> List.of("a", "b", "django==4.1"));
        assertThat(
                        BaselineGate.fresh(marker.mark(List.of(after, other)), marker.mark(List.of(before)), Moves.NONE)
                                .stream())
                .containsExactly(1);
    }

    private static Finding advisory(int line, String message, String dependency) {
        return new Finding(
                "pip-audit",
                "PYSEC-1",
                Severity.ERROR,
                Optional.of(new Location("requirements.txt", line, 0)),
                message,
                Optional.of(new Advisory(dependency, Set.of())));
    }

    @Test
    void without_a_readable_line_the_message_decides() {
        Marker marker = new Marker(path -> List.of("", "  "));
        Finding blank = new Finding("t", "r", Severity.ERROR, Optional.of(new Location("a", 2, 1)), "W391 blank line");
        Finding beyond = new Finding("t", "r", Severity.ERROR, Optional.of(new Location("a", 9, 1)), "W391 blank line");
        Finding whole = new Finding("t", "r", Severity.ERROR, Optional.empty(), "no such file");
        List<Mark> marks = marker.mark(List.of(blank, beyond, whole));
        assertThat(marks.get(0)).isEqualTo(marks.get(1));
        assertThat(marks.get(2).path()).isEmpty();
        assertThat(marks.get(2).content()).isNotEqualTo(marks.get(1).content());
    }

    @Test
    void neighbours_are_the_nearest_lines_that_are_not_blank() {
        then.put("a.py", "zero\none\nbad x\ntwo\nthree\n");
        now.put("a.py", "0\none\n\nbad x\n\ntwo\n3\n");
        assertThat(marks(now).getFirst()).isEqualTo(marks(then).getFirst());
        now.put("a.py", "zero\none\nbad x\n2\nthree\n");
        assertThat(marks(now).getFirst().content())
                .isNotEqualTo(marks(then).getFirst().content());
        assertThat(marks(now).getFirst().line())
                .isEqualTo(marks(then).getFirst().line());
    }
}
