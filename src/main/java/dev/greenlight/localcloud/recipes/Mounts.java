package dev.greenlight.localcloud.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.secrets.SecretValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets that a container sees as files: written below a folder that only this user may enter, mounted read-only. */
public final class Mounts {
    private final Path folder;
    private final SecretValues secrets;

    public Mounts(Path folder, SecretValues secrets) {
        this.folder = folder.toAbsolutePath();
        this.secrets = secrets;
    }

    /** The folders by their path in the container. Volumes of other kinds are kept in the document and not mounted. */
    Map<String, Path> of(Key key, JsonNode container, JsonNode holder) throws StartFailure {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            for (JsonNode volume : holder.path("volumes")) {
                boolean named =
                        volume.path("name").asText().equals(mount.path("name").asText());
                if (named && volume.has("secret")) {
                    folders.put(mount.path("mountPath").asText(), write(key, volume, reader(holder, volume)));
                }
            }
        }
        return folders;
    }

    private static Recipes.Reader reader(JsonNode holder, JsonNode volume) {
        int at = 0;
        for (JsonNode node : holder.path("volumes")) {
            if (node.equals(volume)) {
                break;
            }
            at++;
        }
        return new Recipes.Reader(
                "spec.template.spec.volumes[" + at + "].secret.secretName",
                holder.path("serviceAccount").asText());
    }

    private Path write(Key key, JsonNode volume, Recipes.Reader reader) throws StartFailure {
        JsonNode source = volume.path("secret");
        String secret = source.path("secret").asText();
        try {
            // The outer folder keeps others out; within it a container's user, whoever it is, may read.
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path place = folder.resolve(
                    key.text().replace('/', '_') + "_" + volume.path("name").asText());
            Files.createDirectories(place);
            if (source.path("items").isEmpty()) {
                file(
                        place,
                        secret.substring(secret.lastIndexOf('/') + 1),
                        Recipes.read(secrets, key.project(), secret, "latest", reader));
            }
            for (JsonNode item : source.path("items")) {
                byte[] value = Recipes.read(
                        secrets, key.project(), secret, item.path("version").asText("latest"), reader);
                file(place, item.path("path").asText(), value);
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret's file could not be written", e);
        }
    }

    private static void file(Path place, String name, byte[] value) throws IOException {
        Path file = place.resolve(name).normalize();
        if (!file.startsWith(place)) {
            throw new IOException("the path of a secret's file leaves its volume: " + name);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, value);
    }
}
