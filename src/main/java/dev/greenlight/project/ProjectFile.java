package dev.greenlight.project;

import dev.greenlight.project.Faults.Place;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds and reads a repository's {@code greenlight.yml}; the one part of this room that touches files. */
public final class ProjectFile {
    private static final String EXAMPLE = "greenlight.yml";

    private ProjectFile() {}

    /**
     * Reads the file. Neither it nor a service's folder may lie outside of the workspace, even by a link; a folder that does not exist is
     * left for whoever needs it, since a rollback may have checked out this file alone.
     *
     * @param workspace the repository's root
     * @param file relative to it, or absolute
     * @throws InvalidInput with every fault
     */
    public static Project read(Path workspace, Path file) {
        Path path = workspace.resolve(file).normalize();
        String name = path.startsWith(workspace) ? workspace.relativize(path).toString() : file.toString();
        try {
            if (!Files.isRegularFile(path)) {
                throw new InvalidInput(
                        name, Files.exists(path) ? "a folder" : "no file", "a file of the repository", EXAMPLE);
            }
            if (!path.toRealPath().startsWith(workspace.toRealPath())) {
                throw new InvalidInput(name, path.toRealPath().toString(), "a file inside the workspace", EXAMPLE);
            }
            if (Files.size(path) > ProjectParser.LONGEST) {
                throw new InvalidInput(name, Files.size(path) + " bytes", "at most 1 MiB", EXAMPLE);
            }
            ProjectParser.Reading reading = ProjectParser.read(decode(Files.readAllBytes(path), name), name);
            checkFolders(workspace, path, reading, name);
            return reading.project();
        } catch (IOException e) {
            throw new InvalidInput(name, e.toString(), "a readable file", EXAMPLE);
        }
    }

    private static void checkFolders(Path workspace, Path file, ProjectParser.Reading reading, String name)
            throws IOException {
        Faults faults = new Faults(name);
        Path root = workspace.toRealPath();
        for (Service service : reading.project().services().values()) {
            Path folder = file.resolveSibling(service.path()).normalize();
            Place place = reading.places().getOrDefault(service.name(), new Place("services." + service.name(), 1));
            if (Files.exists(folder) && !folder.toRealPath().startsWith(root)) {
                faults.note(place, service.path(), "a folder inside the workspace", service.name());
            } else if (Files.exists(folder) && !Files.isDirectory(folder)) {
                faults.note(place, service.path(), "a folder, not a file", service.name());
            }
        }
        faults.check();
    }

    /** Strictly UTF-8, without a byte order mark, which some editors write. */
    private static String decode(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            long line = text.chars().filter(c -> c == '\n').count() + 1;
            Faults faults = new Faults(name);
            faults.note(
                    new Place("", (int) line),
                    "byte 0x%02X".formatted(bytes[in.position()]),
                    "text in UTF-8",
                    "a file saved as UTF-8");
            faults.check();
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
