package dev.greenlight.checks.memory;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.tools.Target;
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
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository and a machine whose tools are remembered. */
abstract class RememberedRepository {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final Finding FINDING = new Finding("flake8", "F401", Severity.ERROR, Optional.empty(), "unused");
    /** One tool of each kind of target, of both kinds of service, and an audit. */
    static final List<String> TOOLS = List.of("flake8", "eslint", "hadolint", "gitleaks", "npm-audit");

    @TempDir
    Path temp;

    final Map<Fingerprint, String> kept = new ConcurrentHashMap<>();
    final Memory memory = new Memory() {
        @Override
        public Optional<String> find(Fingerprint key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void keep(Fingerprint key, String text) {
            kept.put(key, text);
        }
    };
    final List<String> ran = new ArrayList<>();
    final Map<String, ToolRun> outcomes = new ConcurrentHashMap<>();
    Instant now = Instant.parse("2026-11-29T10:00:00Z");
    Advisories advisories = Advisories.PUBLIC;
    String product = "greenlight 1";
    Runnable meanwhile = () -> {};
    List<Target> targets = List.of(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY, Folders.HISTORY);
    Path repository;
    Path bin;

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

    Remembered run() throws IOException {
        return new Remembering(memory, Clock.fixed(now, ZoneOffset.UTC)).run(plan(), this::observe, (plan, times) -> {
            List<CheckResult> results = plan.stream().map(this::result).toList();
            meanwhile.run();
            return results;
        });
    }

    CheckResult result(PlannedCheck check) {
        ran.add(check.tool());
        ToolRun run = outcomes.getOrDefault(check.tool(), new ToolRun.Clean());
        return new CheckResult(check.tool(), check.where(), run, Duration.ofMillis(2500));
    }

    List<PlannedCheck> plan() {
        return ChecksPlanner.plan(targets, advisories, List.of()).stream()
                .filter(check -> TOOLS.contains(check.tool()))
                .toList();
    }

    Dependences observe(Optional<Dependences> before) throws IOException {
        return Dependences.observe(
                new Checkout(repository, repository, advisories), plan(), bin.toString(), product, before);
    }

    void program(String name, String text) throws IOException {
        Files.writeString(bin.resolve(name), text);
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void write(String name, String text) {
        try {
            Path file = repository.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
