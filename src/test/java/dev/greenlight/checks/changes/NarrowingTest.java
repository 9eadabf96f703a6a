package dev.greenlight.checks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Advisories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarrowingTest {
    private static final Path ANY = Path.of("/any");

    @TempDir
    Path workspace;

    private static List<PlannedCheck> plan(Target... targets) {
        return ChecksPlanner.plan(List.of(targets), Advisories.PUBLIC, List.of());
    }

    private Narrowing narrow(List<PlannedCheck> plan, Set<String> touched) {
        return narrow(plan, touched, Set.of());
    }

    private Narrowing narrow(List<PlannedCheck> plan, Set<String> touched, Set<String> gone) {
        return Narrowing.of(
                plan,
                new Checkout(workspace, workspace, Advisories.PUBLIC),
                workspace.resolve("greenlight.yml"),
                new Changes(touched, Map.of(), gone));
    }

    private static String command(PlannedCheck check) {
        return String.join(
                " ",
                check.check()
                        .invocation(check.target(), new Setting(Advisories.PUBLIC, ANY, ANY, ANY, ANY))
                        .arguments());
    }

    @Test
    void only_tools_that_judge_each_file_by_itself_are_narrowed() {
        Folders.write(workspace, "backend/a.py", "x");
        Folders.write(workspace, "frontend/src/a.ts", "x");
        List<PlannedCheck> plan =
                plan(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY, Folders.COMPOSE, Folders.HISTORY);
        Narrowing narrowing = narrow(plan, Set.of("backend/a.py", "frontend/src/a.ts"));
        assertThat(narrowing.tools()).containsExactlyInAnyOrder("flake8", "bandit", "hadolint");
        assertThat(narrowing.plan().stream().map(PlannedCheck::tool))
                .containsExactlyElementsOf(plan.stream()
                        .map(PlannedCheck::tool)
                        .filter(tool -> !tool.equals("hadolint"))
                        .toList());
        assertThat(plan.stream().filter(check -> !narrowing.tools().contains(check.tool())))
                .isNotEmpty()
                .allMatch(narrowing.plan()::contains);
    }

    @Test
    void hadolint_is_told_of_the_dockerfiles_among_the_changed_files() {
        Folders.write(workspace, "backend/Dockerfile", "FROM x");
        Folders.write(workspace, "frontend/Dockerfile", "FROM x");
        Folders.write(workspace, "backend/a.py", "x");
        Narrowing narrowing = narrow(plan(Folders.REPOSITORY), Set.of("backend/Dockerfile", "backend/a.py"));
        assertThat(narrowing.plan().stream().filter(check -> check.tool().equals("hadolint")))
                .singleElement()
                .satisfies(check -> assertThat(command(check)).endsWith("--format json ./backend/Dockerfile"));
    }

    @Test
    void what_is_gone_or_not_copied_for_the_tools_is_not_told_of() {
        Folders.write(workspace, "backend/venv/a.py", "x");
        Folders.write(workspace, "backend/b.py", "x");
        Folders.write(workspace, "backendish/c.py", "x");
        Narrowing narrowing = narrow(
                plan(Folders.DJANGO),
                Set.of("backend/venv/a.py", "backend/b.py", "backendish/c.py"),
                Set.of("backend/gone.py"));
        assertThat(command(narrowing.plan().getFirst()))
                .startsWith("flake8 --filename=./b.py ")
                .endsWith(" .");
    }

    @Test
    void so_many_that_a_command_line_may_not_take_them_are_all() {
        Set<String> many = IntStream.rangeClosed(0, 500)
                .mapToObj(number -> "backend/f" + number + ".py")
                .collect(Collectors.toSet());
        many.forEach(file -> Folders.write(workspace, file, "x"));
        List<PlannedCheck> plan = plan(Folders.DJANGO);
        Narrowing narrowing = narrow(plan, many);
        assertThat(narrowing.plan()).isEqualTo(plan);
        assertThat(narrowing.tools()).isEmpty();
        assertThat(narrowing.notes()).contains("flake8 on backend looked at all files: more than 500 have changed");
    }

    @Test
    void a_change_of_which_nothing_is_known_narrows_nothing() {
        List<PlannedCheck> plan = plan(Folders.DJANGO);
        assertThat(narrow(plan, Set.of()))
                .isEqualTo(new Narrowing(
                        plan, Set.of(), List.of("all files: nothing has changed against the merge base")));
    }

    @Test
    void flake8_gets_patterns_since_it_looks_at_excluded_files_that_it_is_told_of_by_name() {
        Folders.write(workspace, "backend/a[1]*?.py", "x");
        Folders.write(workspace, "backend/b.py", "x");
        Narrowing narrowing = narrow(plan(Folders.DJANGO), Set.of("backend/a[1]*?.py", "backend/b.py"));
        assertThat(command(narrowing.plan().getFirst()))
                .startsWith("flake8 --filename=./a[[]1][*][?].py,./b.py --format=");
    }

    @Test
    void a_name_that_no_list_can_hold_is_looked_at_with_all_others() {
        Folders.write(workspace, "backend/a,b.py", "x");
        List<PlannedCheck> plan = plan(Folders.DJANGO);
        Narrowing narrowing = narrow(plan, Set.of("backend/a,b.py"));
        assertThat(narrowing.plan()).isEqualTo(plan);
        assertThat(narrowing.notes())
                .contains("flake8 on backend looked at all files: no list of files can hold ./a,b.py");
    }

    @Test
    void a_change_that_the_team_excludes_altogether_is_clean_and_a_run_on_nothing_is_not() {
        Folders.write(workspace, "backend/a.py", "x");
        List<PlannedCheck> plan = plan(Folders.DJANGO);
        PlannedCheck bandit = narrow(plan, Set.of("backend/a.py")).plan().get(1);
        ToolReport nothing = new ToolReport(
                new Ending.Exited(0, "{\"results\":[],\"errors\":[],\"metrics\":{\"_totals\":{}}}", "", Duration.ZERO),
                new ReportedPaths(workspace, ""),
                Folders.DJANGO,
                path -> "");
        assertThat(bandit.check().read(nothing)).isEqualTo(new ToolRun.Clean());
        assertThat(plan.get(1).check().read(nothing)).isEqualTo(new ToolRun.NoReport("bandit looked at no file"));
    }
}
