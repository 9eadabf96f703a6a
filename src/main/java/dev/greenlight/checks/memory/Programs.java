package dev.greenlight.checks.memory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells one version of a machine's program from another without starting it. */
final class Programs {
    private static final Pattern INTERPRETER = Pattern.compile("#!\\s*(\\S+)(?:\\s+(\\S+))?.*", Pattern.DOTALL);
    private static final int HEAD = 512;

    /**
     * Where Docker looks for the programs that it hands commands such as {@code compose} to.
     *
     * @see <a href="https://github.com/docker/cli/blob/master/cli-plugins/manager/manager_unix.go">the folders</a>
     */
    private static final List<Path> DOCKERS = Stream.of(
                    "/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec")
            .map(folder -> Path.of(folder, "docker/cli-plugins"))
            .toList();

    private final List<Path> path;
    private final List<Path> plugins;

    /** @param path where programs are looked for, as the variable of that name has it */
    Programs(String path) {
        this(path, DOCKERS);
    }

    /** @param plugins where Docker looks for its own, the first that is there first */
    Programs(String path, List<Path> plugins) {
        this.plugins = List.copyOf(plugins);
        this.path = Stream.of(path.split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    /**
     * What changes when the program does; empty when there is no such program, or when it only chooses another one. Docker is asked for
     * Compose alone, and so is told together with the plugin that does the work.
     *
     * @param name without folder
     */
    Optional<String> identity(String name) {
        return name.equals("docker")
                ? plugin().flatMap(plugin -> ofPath(name).map(own -> own + "\n" + plugin))
                : ofPath(name);
    }

    private Optional<String> ofPath(String name) {
        Optional<Path> found = path.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        try {
            return found.isPresent() ? identity(found.get().toRealPath(), 0) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> plugin() {
        Optional<Path> found = plugins.stream()
                .map(folder -> folder.resolve("docker-compose"))
                .filter(Files::isExecutable)
                .findFirst();
        try {
            return found.isPresent() ? identity(found.get().toRealPath(), 0) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> identity(Path file, int depth) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String own = file + " " + attributes.size() + " " + attributes.lastModifiedTime();
        Matcher script = INTERPRETER.matcher(head(file));
        if (!script.matches()) {
            return Optional.of(own);
        }
        String interpreter = script.group(1).endsWith("/env") ? String.valueOf(script.group(2)) : script.group(1);
        Path runs = Path.of(interpreter);
        String kind = String.valueOf(runs.getFileName());
        if (kind.startsWith("python") && depth == 0) {
            return packages(runs).map(installed -> own + "\n" + installed);
        }
        return kind.equals("node") ? identity("node").map(node -> own + "\n" + node) : Optional.empty();
    }

    /** A script of Python is a few lines that never change; its packages do, and their folders' names say their versions. */
    private Optional<String> packages(Path interpreter) throws IOException {
        Path bin = interpreter.isAbsolute() ? interpreter.getParent() : null;
        Path library =
                bin == null || bin.getParent() == null ? null : bin.getParent().resolve("lib");
        if (library == null || !Files.isDirectory(library)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> versions = Files.list(library)) {
            for (Path folder : versions.sorted().toList()) {
                for (String packages : List.of("site-packages", "dist-packages")) {
                    names.addAll(installed(folder.resolve(packages)));
                }
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", names));
    }

    private static List<String> installed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.endsWith(".dist-info") || name.endsWith(".egg-info") || name.endsWith(".pth"))
                    .sorted()
                    .toList();
        }
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
            return head.lines().findFirst().orElse("");
        }
    }
}
