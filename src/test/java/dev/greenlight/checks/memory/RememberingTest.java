package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import dev.greenlight.project.Service;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ServiceFacts;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RememberingTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Finding FINDING = new Finding("flake8", "F401", Severity.ERROR, Optional.empty(), "unused");
    /** One tool of each kind of target, of both kinds of service, and an audit. */
    private static final List<String> TOOLS = List.of("flake8", "eslint", "hadolint", "gitleaks", "npm-audit");

    @TempDir
    Path temp;

    private final Map<Fingerprint, String> kept = new ConcurrentHashMap<>();
    private final Memory memory = new Memory() {
        @Override
        public Optional<String> find(Fingerprint key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void keep(Fingerprint key, String text) {
            kept.put(key, text);
        }
    };
    private final List<String> ran = new ArrayList<>();
    private final Map<String, ToolRun> outcomes = new ConcurrentHashMap<>();
    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private Advisories advisories = Advisories.PUBLIC;
    private String product = "greenlight 1";
    private Runnable meanwhile = () -> {};
    private List<Target> targets = List.of(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY, Folders.HISTORY);
    private Path repository;
    private Path bin;

    @BeforeEach
    void a_repository_and_a_machine() throws IOException {
        Path top = temp.toRealPath();
        repository = Files.createDirectory(top.resolve("repository"));
        bin = Files.createDirectories(top.resolve("machine/bin"));
        Files.createDirectories(top.resolve("machine/lib/python3.13/site-packages/flake8-7.5.0.dist-info"));
        program("flake8", "#!" + bin + "/python3\nimport flake8\n");
        program("npm", "#!/usr/bin/env node\nrequire('npm')\n");
        for (String binary : List.of("node", "hadolint", "gitleaks")) {
            program(binary, "\u007fELF " + binary);
        }
        write("backend/manage.py", "print('x')\n");
        write("frontend/package-lock.json", "{}\n");
        write("frontend/src/app.ts", "export {};\n");
        write("backend/Dockerfile", "FROM x\n");
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", COMMIT + "\n");
    }

    @Test
    void when_nothing_has_changed_no_tool_is_started() throws IOException {
        Remembered first = run();
        assertThat(ran).containsExactlyInAnyOrder("flake8", "eslint", "hadolint", "gitleaks", "gitleaks", "npm-audit");
        assertThat(first.recalled()).isEmpty();
        ran.clear();
        now = now.plus(Duration.ofMinutes(59));
        Remembered second = run();
        assertThat(ran).isEmpty();
        assertThat(second.results())
                .extracting(CheckResult::run)
                .isEqualTo(first.results().stream().map(CheckResult::run).toList());
        assertThat(second.summary()).isEqualTo("6 of 6 from memory");
        assertThat(second.section().markdown()).contains("- flake8 on backend, which ran 59 min ago and took 2.5 s");
    }

    @Test
    void findings_are_remembered_as_they_were() throws IOException {
        outcomes.put("flake8", new ToolRun.Found(List.of(FINDING)));
        run();
        ran.clear();
        assertThat(run().results())
                .anySatisfy(result -> assertThat(result.run().findings()).containsExactly(FINDING));
        assertThat(ran).isEmpty();
    }

    static List<ToolRun> inconclusive() {
        return List.of(
                new ToolRun.Crashed(2, List.of("Traceback")),
                new ToolRun.NoReport("cut off"),
                new ToolRun.Missing("no such program"),
                new ToolRun.TimedOut(Duration.ofMinutes(1)),
                new ToolRun.Skipped("npm ci failed"),
                new ToolRun.PartSkipped("a package was not looked up", List.of(FINDING)));
    }

    @ParameterizedTest
    @MethodSource("inconclusive")
    void what_came_to_no_good_end_is_tried_again(ToolRun end) throws IOException {
        outcomes.put("flake8", end);
        run();
        ran.clear();
        outcomes.clear();
        assertThat(run().results()).extracting(CheckResult::run).containsOnly(new ToolRun.Clean());
        assertThat(ran).containsExactly("flake8");
    }

    /** Files of a service's own folder, of the other one, of neither; and what a service's files lead into. */
    @ParameterizedTest
    @CsvSource({
        "backend/manage.py, 'flake8,gitleaks,hadolint'",
        "backend/setup.cfg, 'flake8,gitleaks,hadolint'",
        "frontend/src/app.ts, 'eslint,gitleaks,hadolint,npm-audit'",
        "pyproject.toml, 'eslint,flake8,gitleaks,hadolint,npm-audit'",
        "shared/api.json, 'eslint,flake8,gitleaks,hadolint,npm-audit'",
        ".gitleaksignore, 'eslint,flake8,gitleaks,gitleaks,hadolint,npm-audit'",
        "frontend/node_modules/x/index.js, ''",
        "test-logs/a.log, ''",
    })
    void a_changed_file_runs_the_tools_that_may_read_it(String file, String expected) throws IOException {
        run();
        ran.clear();
        write(file, "changed\n");
        run();
        assertThat(String.join(",", ran.stream().sorted().toList())).isEqualTo(expected);
    }

    @Test
    void a_service_whose_files_lead_into_another_one_depends_on_it() throws IOException {
        write("frontend/src/api.ts", "import api from '../../backend/api.json';\n");
        run();
        ran.clear();
        write("backend/api.json", "{}\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void a_way_into_another_service_counts_over_a_folder_of_neither() throws IOException {
        write("shared/index.ts", "export * from '../backend/api';\n");
        run();
        ran.clear();
        write("backend/api.ts", "export {};\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void another_version_of_a_tool_runs_it_again() throws IOException {
        run();
        ran.clear();
        Files.createDirectories(bin.resolveSibling("lib/python3.13/site-packages/flake8_bugbear-25.dist-info"));
        run();
        assertThat(ran).containsExactly("flake8");
        ran.clear();
        program("node", "\u007fELF another node");
        run();
        assertThat(ran).containsExactlyInAnyOrder("eslint", "npm-audit");
    }

    @Test
    void another_build_of_this_program_and_other_sources_of_advisories_run_all_again() throws IOException {
        run();
        ran.clear();
        product = "greenlight 2";
        run();
        assertThat(ran).hasSize(6);
        ran.clear();
        advisories = new Advisories(
                Optional.of("http://127.0.0.1/osv"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Advisories.USUAL_AGE);
        run();
        assertThat(ran).contains("npm-audit");
    }

    @Test
    void another_commit_runs_what_reads_the_history_and_nothing_else() throws IOException {
        run();
        ran.clear();
        write(".git/refs/heads/main", COMMIT.replace('0', 'f') + "\n");
        run();
        assertThat(ran).containsExactly("gitleaks");
        ran.clear();
        write(".git/shallow", COMMIT + "\n");
        run();
        assertThat(ran).containsExactly("gitleaks");
    }

    @Test
    void an_audit_is_remembered_for_an_hour_alone() throws IOException {
        run();
        ran.clear();
        now = now.plus(Duration.ofMinutes(61));
        run();
        assertThat(ran).containsExactly("npm-audit");
        ran.clear();
        now = now.minus(Duration.ofDays(1));
        run();
        assertThat(ran).as("a clock that was set back").containsExactly("npm-audit");
    }

    @Test
    void a_tool_whose_version_cannot_be_told_runs_every_time_and_that_is_said() throws IOException {
        program("flake8", "#!/usr/bin/env bash\nexec pyenv exec flake8\n");
        run();
        ran.clear();
        assertThat(run().notes())
                .containsExactly("flake8 on backend is never remembered: which version of flake8 it is cannot be told"
                        + " without starting it.");
        assertThat(ran).containsExactly("flake8");
    }

    @Test
    void a_damaged_or_foreign_entry_is_not_believed_and_that_is_said() throws IOException {
        outcomes.put("flake8", new ToolRun.Found(List.of(FINDING)));
        run();
        ran.clear();
        kept.replaceAll((key, text) -> text.contains("F401") ? text.replace("F401", "F402") : text);
        assertThat(run().notes()).singleElement().asString().startsWith("flake8 on backend ran although");
        assertThat(ran).containsExactly("flake8");
        ran.clear();
        String clean = kept.values().stream()
                .filter(text -> text.endsWith("\"findings\":[]}"))
                .findFirst()
                .orElseThrow();
        kept.replaceAll((key, text) -> text.contains("F401") ? clean : text);
        run();
        assertThat(ran).as("an entry of another check").containsExactly("flake8");
    }

    @Test
    void a_file_that_changes_while_the_tools_run_leaves_nothing_remembered_of_them() throws IOException {
        meanwhile = () -> write("backend/manage.py", "print('y')\n");
        assertThat(run().notes()).contains("flake8 on backend is not remembered: something changed while it ran.");
        ran.clear();
        meanwhile = () -> {};
        run();
        assertThat(ran).contains("flake8").doesNotContain("eslint");
    }

    @Test
    void what_a_tool_took_is_expected_of_it_the_next_time() throws IOException {
        run();
        write("backend/manage.py", "print('y')\n");
        List<Duration> expected = new ArrayList<>();
        new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC)).run(plan(), this::observe, (plan, times) -> {
            plan.forEach(check -> expected.add(times.of(check)));
            return plan.stream().map(this::result).toList();
        });
        assertThat(expected).containsOnly(Duration.ofMillis(2500));
    }

    private Remembered run() throws IOException {
        return new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC)).run(plan(), this::observe, (plan, times) -> {
            List<CheckResult> results = plan.stream().map(this::result).toList();
            meanwhile.run();
            return results;
        });
    }

    private CheckResult result(PlannedCheck check) {
        ran.add(check.tool());
        ToolRun run = outcomes.getOrDefault(check.tool(), new ToolRun.Clean());
        return new CheckResult(check.tool(), check.where(), run, Duration.ofMillis(2500));
    }

    private List<PlannedCheck> plan() {
        return ChecksPlanner.plan(targets, advisories, List.of()).stream()
                .filter(check -> TOOLS.contains(check.tool()))
                .toList();
    }

    private Dependences observe() throws IOException {
        return Dependences.observe(new Checkout(repository, repository, advisories), plan(), bin.toString(), product);
    }

    private void program(String name, String text) throws IOException {
        Files.writeString(bin.resolve(name), text);
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String name, String text) {
        try {
            Path file = repository.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_link_into_another_service_counts_from_wherever_it_is() throws IOException {
        Files.createSymbolicLink(repository.resolve("api"), Path.of("backend/api"));
        run();
        ran.clear();
        write("backend/api/x.json", "{}\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void workspaces_of_one_lock_file_count_for_each_other_and_the_rest_does_not() throws IOException {
        ServiceFacts shop = workspace(new Service(
                "shop", Service.Kind.REACT, "shop", 8081, "/health", Optional.empty(), List.of()));
        ServiceFacts web = workspace(Folders.FRONTEND);
        targets = List.of(Folders.DJANGO, web, shop);
        write("shop/package.json", "{}");
        write("shop/index.ts", "export {};\n");
        run();
        ran.clear();
        write("shop/index.ts", "export const x = 1;\n");
        run();
        assertThat(ran).doesNotContain("flake8").filteredOn("eslint"::equals).hasSize(2);
    }

    private static ServiceFacts workspace(Service service) {
        return new ServiceFacts(
                service, Set.of("package.json", "eslint.config.js"), false, true, Optional.of(""), false, List.of(), Set.of());
    }

    @Test
    void a_repository_that_cannot_be_read_at_the_end_changes_no_result() throws IOException {
        List<Integer> looks = new ArrayList<>();
        Remembered remembered = new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC))
                .run(
                        plan(),
                        () -> {
                            looks.add(1);
                            if (looks.size() > 1) {
                                throw new IOException("gone");
                            }
                            return observe();
                        },
                        (plan, times) -> plan.stream().map(this::result).toList());
        assertThat(remembered.results()).hasSameSizeAs(plan());
        assertThat(remembered.notes()).containsExactly(
                "Nothing is remembered of this run: the repository cannot be read any more: java.io.IOException: gone.");
        assertThat(kept).isEmpty();
    }
}
