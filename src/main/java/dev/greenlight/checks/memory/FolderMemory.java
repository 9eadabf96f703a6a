package dev.greenlight.checks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A file for each entry, in a folder of one user. What was not asked for in a month is removed. */
public final class FolderMemory implements Memory {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Path folder;
    private final Clock clock;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    /** @param folder made when absent, for its owner alone */
    public FolderMemory(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Optional<String> find(Fingerprint key) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            used.add(file);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(Fingerprint key, String text) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path draft = Files.createTempFile(folder, "draft-", ".tmp");
            Files.writeString(draft, text);
            used.add(file(key));
            Files.move(draft, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The next run does the work again.
        }
    }

    /** Removes what nobody has asked for in a long time, and what an interrupted run left. */
    public void forget() {
        Instant since = clock.instant().minus(FORGOTTEN_AFTER);
        remove(file -> Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(since));
    }

    /** Removes what this run neither found nor kept. */
    public void forgetUnused() {
        remove(file -> !used.contains(file));
    }

    private interface Choice {
        boolean of(Path file) throws IOException;
    }

    private void remove(Choice unwanted) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            for (Path file : files) {
                if (unwanted.of(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // There is no folder yet, or another run removes the same.
        }
    }

    private Path file(Fingerprint key) {
        return folder.resolve(key.value() + ".entry");
    }
}
