package dev.greenlight.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The processes of this machine, or of this container, as the kernel tells of them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">the folder of each</a>
 */
public final class RunningProcesses {
    private static final Path PROCESSES = Path.of("/proc");

    private RunningProcesses() {}

    /**
     * Those that are wanted; none where the kernel does not tell.
     *
     * @param wanted is asked with a process's folder, which may be gone by then
     */
    public static List<ProcessHandle> matching(Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(wanted)
                    .map(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
