package dev.greenlight.checks.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.web.EslintConfiguration;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Observes a service's folder. */
public final class ServiceFolder {
    /** TypeScript's configuration is JSON with comments and trailing commas. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private ServiceFolder() {}

    /**
     * @param project the folder of {@code greenlight.yml}
     * @return the facts; a folder that is absent has no files
     */
    public static ServiceFacts observe(Path project, Service service) {
        Path folder = project.resolve(service.path()).normalize();
        JsonNode manifest = read(folder.resolve("package.json"));
        Optional<String> lockFolder = lockFolder(project.normalize(), folder);
        List<Path> above = above(project, folder, lockFolder);
        return new ServiceFacts(
                service,
                files(folder, above),
                refersToOthers(folder.resolve("tsconfig.json")),
                asksForEslint(manifest)
                        || Files.exists(folder.resolve("package.json")) && !manifest.isObject()
                        || above.stream().anyMatch(at -> configuresEslint(read(at.resolve("package.json")))),
                lockFolder,
                text(folder.resolve("pyproject.toml")).contains("[tool.bandit"),
                RequirementFiles.read(project, folder),
                PyprojectParser.dependencies(text(folder.resolve("pyproject.toml"))));
    }

    private static boolean asksForEslint(JsonNode manifest) {
        return manifest.path("devDependencies").has("eslint")
                || manifest.path("dependencies").has("eslint")
                || configuresEslint(manifest);
    }

    private static boolean configuresEslint(JsonNode manifest) {
        return manifest.has("eslintConfig");
    }

    /** The folders from the service's own, without it, to that of its lock file, whose packages it shares; none for a service of its own. */
    private static List<Path> above(Path project, Path folder, Optional<String> lockFolder) {
        Path end = lockFolder
                .map(way -> project.normalize().resolve(way).normalize())
                .orElse(folder);
        return folder.equals(end)
                ? List.of()
                : Stream.iterate(folder.resolveSibling(""), at -> at.startsWith(end), at -> at.resolveSibling(""))
                        .toList();
    }

    private static Set<String> files(Path folder, List<Path> above) {
        Set<String> files = new TreeSet<>(names(folder));
        if (!files.isEmpty()) {
            for (Path at : above) {
                names(at).stream()
                        .filter(EslintConfiguration::is)
                        .forEach(name ->
                                files.add(folder.relativize(at).resolve(name).toString()));
            }
        }
        return files;
    }

    /** TypeScript reads files that are no JSON to others, and says nothing when there is nothing in one but what it refers to. */
    private static boolean refersToOthers(Path configuration) {
        JsonNode tree = read(configuration);
        return tree.isObject()
                ? !tree.path("references").isEmpty()
                : text(configuration).contains("\"references\"");
    }

    /** The service's requirements files and all that they include, relative to the workspace; where one is a link, what it leads to as well. */
    public static Set<String> requirementFiles(Path workspace, Path project, Service service) {
        Set<Path> files =
                RequirementFiles.files(project, project.resolve(service.path()).normalize());
        return files.stream()
                .flatMap(file -> Stream.of(workspace.normalize().relativize(file), real(workspace, file)))
                .map(Path::toString)
                .collect(Collectors.toSet());
    }

    private static Path real(Path workspace, Path file) {
        try {
            return workspace.toRealPath().relativize(file.toRealPath());
        } catch (IOException e) {
            // It is not there.
            return workspace.normalize().relativize(file);
        }
    }

    private static Set<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // The tool that the file belongs to says better what is wrong with it.
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> lockFolder(Path project, Path folder) {
        for (Path at = folder; at != null && at.startsWith(project); at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("package-lock.json"))) {
                return Optional.of(project.relativize(at).toString());
            }
        }
        return Optional.empty();
    }
}
