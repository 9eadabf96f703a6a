package dev.greenlight.localcloud.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files and names that are on the disk, and not only on their way to it, when a method returns. */
final class Disk {
    private static final int BUFFER = 64 * 1024;

    private Disk() {}

    /** All documents as a snapshot has them; replaces what the file held. @return its size in bytes */
    static long write(Path file, Documents documents) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            for (Change change : documents.all()) {
                out.write(Records.write(List.of(change)));
            }
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /** A file's name is on the disk only when its folder is. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
