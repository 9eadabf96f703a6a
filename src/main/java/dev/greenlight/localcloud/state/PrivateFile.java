package dev.greenlight.localcloud.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only this process's user may read: keys and payloads of secrets. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Writes the file, whole or not at all, with mode 0600 from its first byte on; replaces what was there. On the disk when it returns. */
    public static void write(Path file, byte[] content) {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(draft);
            Set<StandardOpenOption> options =
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            try (FileChannel channel = FileChannel.open(
                    draft,
                    options,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (folder != null) {
                Disk.syncFolder(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the private file " + file + " cannot be written", e);
        }
    }
}
