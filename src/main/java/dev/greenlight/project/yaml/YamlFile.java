package dev.greenlight.project.yaml;

import dev.greenlight.project.yaml.Faults.Place;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that the repository describes itself with; the one type of this package that touches files. */
public final class YamlFile {
    /** Bytes; such a file has a few thousand. */
    public static final int LONGEST = 1024 * 1024;

    private YamlFile() {}

    /**
     * A file's text.
     *
     * @param path absolute
     * @param name relative to the workspace, for the faults
     * @param text without a byte order mark, which some editors write
     */
    public record Text(Path path, String name, String text) {}

    /**
     * Reads strictly: no link out of the workspace, no other encoding than UTF-8, at most 1 MiB.
     *
     * @param workspace the repository's root
     * @param file relative to it, or absolute
     * @param example a file's name that would be right
     * @throws InvalidInput when the file cannot be accepted
     */
    public static Text read(Path workspace, Path file, String example) {
        Path path = workspace.resolve(file).normalize();
        String name = path.startsWith(workspace) ? workspace.relativize(path).toString() : file.toString();
        try {
            if (!Files.isRegularFile(path)) {
                throw new InvalidInput(
                        name, Files.exists(path) ? "a folder" : "no file", "a file of the repository", example);
            }
            if (!path.toRealPath().startsWith(workspace.toRealPath())) {
                throw new InvalidInput(name, path.toRealPath().toString(), "a file inside the workspace", example);
            }
            if (Files.size(path) > LONGEST) {
                throw new InvalidInput(name, Files.size(path) + " bytes", "at most 1 MiB", example);
            }
            return new Text(path, name, decode(Files.readAllBytes(path), name));
        } catch (IOException e) {
            throw new InvalidInput(name, e.toString(), "a readable file", example);
        }
    }

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
