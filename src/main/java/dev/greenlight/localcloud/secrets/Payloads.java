package dev.greenlight.localcloud.secrets;

import dev.greenlight.localcloud.state.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The payloads in their files, one for each version. */
final class Payloads {
    private final Path folder;

    Payloads(Path folder) {
        this.folder = folder;
    }

    void write(SecretName name, int version, byte[] payload) {
        PrivateFile.write(file(name, version), payload);
    }

    byte[] read(SecretName name, int version) {
        try {
            return Files.readAllBytes(file(name, version));
        } catch (IOException e) {
            throw new UncheckedIOException("the payload of " + name.version(version) + " cannot be read", e);
        }
    }

    /** Idempotent. */
    void remove(SecretName name, int version) {
        try {
            Files.deleteIfExists(file(name, version));
        } catch (IOException e) {
            throw new UncheckedIOException("the payload of " + name.version(version) + " cannot be removed", e);
        }
    }

    /** A payload's file as {@link #retain} names it. */
    String relative(SecretName name, int version) {
        return folder.relativize(file(name, version)).toString();
    }

    /** Removes all other files; each is named as by {@link #relative}. */
    void retain(Set<String> names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!names.contains(folder.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the payloads in " + folder + " cannot be tidied", e);
        }
    }

    private Path file(SecretName name, int version) {
        // A location has no dot in it, so its folder cannot be that of a secret of the project.
        Path parent = folder.resolve(name.project());
        return (name.isRegional() ? parent.resolve("locations." + name.location()) : parent)
                .resolve(name.id())
                .resolve(Integer.toString(version));
    }

    /** The checksum that Google writes as {@code dataCrc32c}. */
    static long checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return crc.getValue();
    }
}
