package dev.greenlight.checks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel says of a file: two that are equal prove that it did not change between them. Unlike the date of its content the time of its last
 * change, which its permissions count for as well, cannot be set by anybody.
 *
 * @param place the file system's own name of it
 * @param changed when it last changed, in steps of the kernel's clock
 * @see <a href="https://man7.org/linux/man-pages/man7/inode.7.html">the time of the last change</a>
 */
record Stamp(Object place, Object size, FileTime changed) {
    /** A change within the same step of the clock would look the same; the steps of any kernel, and of file systems of others, are shorter. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** The stamp of a file, of a link itself; empty when it has changed too lately to prove anything, or where there is no such time. */
    static Optional<Stamp> of(Path file) {
        try {
            Map<String, Object> known =
                    Files.readAttributes(file, "unix:fileKey,size,ctime", LinkOption.NOFOLLOW_LINKS);
            return known.get("ctime") instanceof FileTime changed
                            && known.get("fileKey") instanceof Object place
                            && known.get("size") instanceof Object size
                            && changed.toInstant().isBefore(Instant.now().minus(SETTLED))
                    ? Optional.of(new Stamp(place, size, changed))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not there, or not a file system of a Unix: whoever asks reads it.
            return Optional.empty();
        }
    }
}
