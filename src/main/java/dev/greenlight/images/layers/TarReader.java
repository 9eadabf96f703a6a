package dev.greenlight.images.layers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Walks a tar archive, in the ustar form with GNU's and POSIX's long names, which are what image layers use.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">the format</a>
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 20;

    private final InputStream stream;
    private long unread;
    private long padding;

    TarReader(InputStream stream) {
        this.stream = stream;
    }

    /**
     * An entry.
     *
     * @param type {@code 0} for a file, {@code 5} for a folder, {@code 2} for a symbolic link
     */
    record Entry(String name, long size, char type) {
        boolean file() {
            return type == '0' || type == '\0';
        }
    }

    /** The next entry; empty at the end. What was not read of the one before is passed over. */
    Optional<Entry> next() throws IOException {
        String longName = "";
        while (true) {
            stream.skipNBytes(unread + padding);
            byte[] header = stream.readNBytes(BLOCK);
            if (header.length == 0 || (header.length == BLOCK && header[0] == 0)) {
                return Optional.empty();
            }
            if (header.length < BLOCK) {
                throw new EOFException("the archive is cut off");
            }
            long size = size(header);
            unread = size;
            padding = (BLOCK - size % BLOCK) % BLOCK;
            char type = (char) header[156];
            switch (type) {
                case 'L' -> longName = text(content(LONGEST_NAME), 0, (int) Math.min(size, LONGEST_NAME));
                case 'x' -> longName = path(content(LONGEST_NAME)).orElse(longName);
                case 'g' -> {}
                default -> {
                    return Optional.of(new Entry(longName.isEmpty() ? name(header) : longName, size, type));
                }
            }
        }
    }

    /** Reads the beginning of the current entry, at most so many bytes. */
    byte[] content(int most) throws IOException {
        byte[] bytes = stream.readNBytes((int) Math.min(unread, most));
        unread -= bytes.length;
        return bytes;
    }

    /** The current entry's content as a stream, which must not be used after {@link #next()}. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = TarReader.this.content(1);
                return one.length == 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = unread == 0 ? -1 : stream.read(bytes, offset, (int) Math.min(unread, length));
                unread -= Math.max(0, read);
                return read;
            }
        };
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Octal digits, or, for what does not fit them, a number in base 256. */
    private static long size(byte[] header) throws IOException {
        if ((header[124] & 0x80) != 0) {
            long size = 0;
            for (int i = 125; i < 136; i++) {
                size = size << 8 | header[i] & 0xff;
            }
            return size;
        }
        String digits = text(header, 124, 12).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new IOException("the archive is damaged");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}. */
    private static Optional<String> path(byte[] records) {
        return new String(records, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^[0-9]+ ", ""))
                .filter(line -> line.startsWith("path="))
                .map(line -> line.substring("path=".length()))
                .findFirst();
    }

    private static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < Math.min(bytes.length, offset + length) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }
}
