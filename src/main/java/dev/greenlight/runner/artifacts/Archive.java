package dev.greenlight.runner.artifacts;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A folder as a zip. Links are neither packed nor followed: what they lead to may be nobody's to send. */
public final class Archive {
    private static final int MOST_FILES = 100_000;
    private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    private final Map<String, Path> files;

    /** @param files by their names in the archive */
    private Archive(Map<String, Path> files) {
        this.files = files;
    }

    /** The regular files below a folder; none when there is no such folder, or a link in its place. */
    public static Archive of(Path folder) throws IOException {
        return new Archive(new TreeMap<>()).with("", folder);
    }

    /** The same with the files of one more folder, whose names begin with that in the archive. */
    public Archive with(String beginning, Path folder) throws IOException {
        Map<String, Path> all = new TreeMap<>(files);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .forEach(file -> all.put(
                                beginning + folder.relativize(file).toString().replace('\\', '/'), file));
            }
        }
        return new Archive(all);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Writes the zip, which the stream may take in pieces; the stream stays open. */
    public void pack(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setLastModifiedTime(Files.getLastModifiedTime(file.getValue()));
            zip.putNextEntry(entry);
            Files.copy(file.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Unpacks below a folder, which is made when absent. Nothing is written outside of it, and nothing at all when one name leads there.
     *
     * @throws ExternalFailure when the file is no zip, leads outside, or is larger than any folder of reports
     */
    public static void unpack(String tried, Path file, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            check(tried, zip, folder);
            long left = MOST_BYTES;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    left -= write(tried, zip, entry, target(tried, folder, entry.getName()), left);
                }
            }
        } catch (ZipException e) {
            throw refused(tried, "it is no whole zip: " + e.getMessage());
        }
    }

    private static void check(String tried, ZipFile zip, Path folder) throws IOException {
        if (zip.size() > MOST_FILES) {
            throw refused(tried, "it holds " + zip.size() + " files");
        }
        if (Files.isSymbolicLink(folder)) {
            throw refused(tried, folder + " is a link");
        }
        Files.createDirectories(folder);
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            Path target = target(tried, folder, entries.nextElement().getName());
            for (Path at = target.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
                if (Files.isSymbolicLink(at)) {
                    throw refused(tried, "its file " + folder.relativize(target) + " would be written through a link");
                }
            }
        }
    }

    private static Path target(String tried, Path folder, String name) {
        try {
            Path target = folder.resolve(name).normalize();
            if (!name.startsWith("/") && !name.contains("\\") && target.startsWith(folder) && !target.equals(folder)) {
                return target;
            }
        } catch (InvalidPathException e) {
            // Refused below like any other name that leads nowhere.
        }
        throw refused(tried, "its file '" + name + "' leads out of the folder");
    }

    private static long write(String tried, ZipFile zip, ZipEntry entry, Path target, long left) throws IOException {
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > left) {
                    throw refused(tried, "it unpacks to more than " + MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return size;
    }

    private static ExternalFailure refused(String tried, String why) {
        return new ExternalFailure(tried, why, "Look at who made it before it is used.");
    }
}
