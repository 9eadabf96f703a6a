package dev.greenlight.checks;

import dev.greenlight.project.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Services and their files for tests. */
final class Folders {
    static final Service BACKEND =
            new Service("backend", Service.Kind.DJANGO, "backend", 8000, "/api/health", Optional.empty(), List.of());
    static final Service FRONTEND =
            new Service("frontend", Service.Kind.REACT, "frontend", 8080, "/health", Optional.empty(), List.of());

    private Folders() {}

    static void write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Django and a React service with all that the checks look at. */
    static void both(Path project) {
        write(project, "backend/manage.py", "import os\n");
        write(project, "frontend/package.json", "{\"devDependencies\":{\"typescript\":\"5\",\"eslint\":\"10\"}}");
        write(
                project,
                "frontend/package-lock.json",
                "{\"packages\":{\"node_modules/typescript\":{\"version\":\"5\"}}}");
        write(project, "frontend/tsconfig.json", "{ // the compiler's\n \"include\": [\"src\",], }");
        write(project, "frontend/eslint.config.js", "export default [];\n");
    }
}
