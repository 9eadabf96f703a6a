package dev.greenlight.checks.advisories;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.greenlight.checks.scratch.ScratchCopy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * OSV's records of one ecosystem in one archive, the form in which OSV publishes them.
 *
 * @see <a href="https://google.github.io/osv.dev/data/#data-dumps">the published archives</a>
 */
final class OsvArchive {
    private static final String ARCHIVE = "all.zip";
    private static final String RECORD = ".json";
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param records how many there are
     * @param newest when the one that was changed last was changed; empty when no record says so
     */
    record Content(int records, Optional<Instant> newest) {}

    private OsvArchive() {}

    /**
     * Copies the folder's archive, or makes one of its records. A folder with neither gives none. This process may read more than the tools that the
     * archive is for: no link is followed, and nothing is taken that is kept from them.
     *
     * @return the links in place of which nothing was taken, by name; with any, no archive is made
     */
    static List<String> make(Path folder, Path archive) throws IOException {
        Path whole = folder.resolve(ARCHIVE);
        List<Path> taken;
        try (Stream<Path> entries = Files.list(folder)) {
            taken = entries.filter(entry -> entry.toString().endsWith(RECORD) || entry.equals(whole))
                    .filter(entry ->
                            !ScratchCopy.leavesOut(entry) && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        if (taken.contains(whole)) {
            taken = List.of(whole);
        }
        List<String> links = taken.stream()
                .filter(Files::isSymbolicLink)
                .map(link -> link.getFileName().toString())
                .toList();
        List<Path> files = taken.stream()
                .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (!links.isEmpty() || files.isEmpty()) {
            return links;
        }
        if (files.contains(whole)) {
            Files.copy(whole, archive, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        } else {
            pack(files, archive);
        }
        return links;
    }

    private static void pack(List<Path> records, Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Path file : records) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** What the archive holds; nothing when it is none, which the tools tell. */
    static Content read(Path archive) throws IOException {
        int records = 0;
        Optional<Instant> newest = Optional.empty();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(RECORD)) {
                    records++;
                    try (InputStream stream = zip.getInputStream(entry)) {
                        newest = later(newest, modified(stream));
                    }
                }
            }
        } catch (ZipException e) {
            return new Content(0, Optional.empty());
        }
        return new Content(records, newest);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
    }

    /** Reads no further than to the member itself: real archives hold hundreds of thousands of records. */
    private static Optional<Instant> modified(InputStream stream) throws IOException {
        try (JsonParser parser = JSON.createParser(stream)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("modified");
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    return Optional.of(Instant.parse(parser.getText()));
                }
                parser.skipChildren();
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException | DateTimeException e) {
            // A broken record has no date; the tool that reads it says what is wrong with it.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
