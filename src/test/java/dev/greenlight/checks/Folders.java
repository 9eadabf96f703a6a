package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.process.Command;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Services and their files for tests. */
public final class Folders {
    public static final Service BACKEND =
            new Service("backend", Service.Kind.DJANGO, "backend", 8000, "/api/health", Optional.empty(), List.of());
    public static final Service FRONTEND =
            new Service("frontend", Service.Kind.REACT, "frontend", 8080, "/health", Optional.empty(), List.of());

    /** A back end with three packages, one of them in a file that another includes. */
    public static final ServiceFacts DJANGO = backend(
            pinned("django", "2.2.0", "requirements.txt", 3),
            pinned("gunicorn", "27.0.1", "requirements.txt", 4),
            pinned("pyyaml", "5.3", "more.txt", 1));

    /** A back end that has its packages in a {@code pyproject.toml} alone. */
    public static final ServiceFacts PYPROJECT = PlannedChecks.declaring(List.of(), Set.of("gunicorn"));

    public static final ServiceFacts REACT = new ServiceFacts(
            FRONTEND,
            Set.of("package.json", "package-lock.json", "tsconfig.json", "eslint.config.js"),
            false,
            true,
            Optional.of("frontend"),
            false,
            List.of(),
            Optional.of(Set.of()));

    public static final RepositoryFacts REPOSITORY = new RepositoryFacts(
            List.of("backend/Dockerfile", "frontend/Dockerfile"),
            List.of(".github/workflows/bad.yml"),
            List.of(),
            List.of("build/", "secret.env"),
            List.of());

    public static final ComposeFacts COMPOSE = new ComposeFacts("compose.yml", Set.of("PORT"));
    public static final HistoryFacts HISTORY = new HistoryFacts(Optional.empty(), false, Optional.empty());

    /** What flake8 prints when it has looked at one file and found nothing. */
    public static final String FLAKE8_CLEAN =
            "1          total files processed\n64         files processed per second\n";

    private Folders() {}

    static ServiceFacts backend(Requirement... requirements) {
        return new ServiceFacts(
                BACKEND,
                Set.of("manage.py", "requirements.txt"),
                false,
                false,
                Optional.empty(),
                false,
                List.of(requirements),
                Optional.of(Set.of()));
    }

    static Requirement pinned(String name, String version, String file, int line) {
        return new Requirement(name, Optional.of(version), "", file, line);
    }

    /** More time than what stands in for a tool takes. */
    public static TimeLimits aMinute() {
        return new TimeLimits(Deadline.in(Duration.ofMinutes(1)), Duration.ofMinutes(1));
    }

    /** What stands in for {@code npm ci}: installing puts the tools where npm would. */
    public static Ending installing(Command command, String... tools) {
        for (String tool : tools) {
            String file = "node_modules/.bin/" + tool;
            write(command.directory(), file, "#!/bin/sh\n");
            assertThat(command.directory().resolve(file).toFile().setExecutable(true))
                    .isTrue();
        }
        return new Ending.Exited(0, "", "", Duration.ZERO);
    }

    public static void write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Django and a React service with all that the checks look at. */
    public static void both(Path project) {
        write(project, "backend/manage.py", "import os\n");
        write(project, "backend/requirements.txt", "Django==5.2.19\n");
        write(project, "frontend/package.json", "{\"devDependencies\":{\"typescript\":\"5\",\"eslint\":\"10\"}}");
        write(
                project,
                "frontend/package-lock.json",
                "{\"packages\":{\"node_modules/typescript\":{\"version\":\"5\"},\"node_modules/eslint\":{\"version\":\"10\"}}}");
        write(project, "frontend/tsconfig.json", "{ // the compiler's\n \"include\": [\"src\",], }");
        write(project, "frontend/eslint.config.js", "export default [];\n");
    }
}
