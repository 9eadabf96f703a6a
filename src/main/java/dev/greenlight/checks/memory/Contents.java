package dev.greenlight.checks.memory;

import dev.greenlight.checks.scratch.ScratchCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a repository holds at one moment, as far as tools see it. A file's path, kind, permission to run and bytes count; its date does not.
 */
final class Contents {
    /** Larger files hold data, which names no folder to look into. */
    private static final long LONGEST_TEXT = 4L * 1024 * 1024;

    private final Map<String, Item> items;

    /**
     * @param digest of its bytes, or where it leads
     * @param leads names that follow on a way upward, such as {@code backend} in {@code ../backend/api.json}
     * @param stamp from before it was read; empty when it says nothing
     */
    private record Item(String digest, List<String> leads, Optional<Stamp> stamp) {}

    private Contents(Map<String, Item> items) {
        this.items = items;
    }

    /** Nothing. */
    static Contents none() {
        return new Contents(Map.of());
    }

    /**
     * Reads all of it.
     *
     * @param names the names of folders that are looked for on ways upward
     * @param hidden files that count although their names say that tools do not see them, as far as they are there; relative to the repository
     * @param before the same read earlier by this process, for the same names: files that it proves to be unchanged since are not read again
     */
    static Contents read(Path repository, List<String> names, List<String> hidden, Contents before) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(repository, new Walk(repository, files));
        hidden.stream().flatMap(file -> there(repository, file)).forEach(files::add);
        Ways leads = new Ways(repository, names);
        Map<String, Item> items = new ConcurrentHashMap<>();
        try {
            files.parallelStream().forEach(file -> {
                String name = name(repository.relativize(file));
                items.put(name, before.unchanged(name, file).orElseGet(() -> item(file, leads)));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Contents(new TreeMap<>(items));
    }

    private static Stream<Path> there(Path repository, String file) {
        try {
            return Stream.of(repository.resolve(file)).filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            // This process's language has no path for it. The check that it is for says so.
            return Stream.empty();
        }
    }

    /** Its text, and its bytes where some of them are no text: two such paths may look the same. */
    private static String name(Path path) {
        String text = path.toString();
        return text.indexOf('\ufffd') < 0
                ? text
                : text + '\0' + Path.of("/").resolve(path).toUri().getRawPath();
    }

    /** The fingerprint of the files whose paths are wanted; paths have forward slashes and are relative to the repository. */
    Fingerprint of(Predicate<String> wanted) {
        List<String> parts = new ArrayList<>();
        items.forEach((path, item) -> {
            if (wanted.test(path)) {
                parts.add(path);
                parts.add(item.digest());
            }
        });
        return Fingerprint.of(parts);
    }

    /** Whether there is a file of that path. */
    boolean has(String path) {
        return items.containsKey(path);
    }

    /** Whether one of these files names that folder on a way upward. */
    boolean leads(Predicate<String> from, String name) {
        return items.entrySet().stream()
                .anyMatch(item -> item.getValue().leads().contains(name) && from.test(item.getKey()));
    }

    /** Whether a path lies in a folder; everything lies in the empty one. */
    static boolean under(String path, String folder) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }

    private Optional<Item> unchanged(String name, Path file) {
        return Optional.ofNullable(items.get(name))
                .filter(item -> item.stamp().isPresent() && item.stamp().equals(Stamp.of(file)));
    }

    private static Item item(Path file, Ways leads) {
        Optional<Stamp> stamp = Stamp.of(file);
        try {
            if (Files.isSymbolicLink(file)) {
                Path target = Files.readSymbolicLink(file);
                return new Item("link " + name(target), leads.of(file, target), stamp);
            }
            String mode = Files.isExecutable(file) ? "run " : "";
            if (Files.size(file) > LONGEST_TEXT) {
                return new Item(mode + digest(file), List.of(), stamp);
            }
            byte[] bytes = Files.readAllBytes(file);
            MessageDigest digest = Fingerprint.sha256();
            digest.update(bytes);
            return new Item(mode + Fingerprint.of(digest), leads.of(file, bytes), stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Fingerprint.sha256();
        byte[] buffer = new byte[256 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Fingerprint.of(digest).value();
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path top;
        private final List<Path> files;

        private Walk(Path top, List<Path> files) {
            this.top = top;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(top) && ScratchCopy.leavesOut(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if ((attributes.isRegularFile() || attributes.isSymbolicLink()) && !ScratchCopy.leavesOut(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
