package dev.greenlight.localcloud.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.secrets.SecretValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Secrets that a container sees as files, mounted read-only. They are on the disk only for as long as something may run that has them, and follow
 * what becomes of their versions.
 */
public final class Mounts {
    private final MountedFiles files;
    private final SecretValues secrets;
    private final AtomicInteger refreshes = new AtomicInteger();

    /** @param folder for the files alone */
    public Mounts(Path folder, SecretValues secrets) {
        this.files = new MountedFiles(folder.toAbsolutePath());
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
        ObjectNode source = source(key, volume.path("secret"));
        Path place;
        int before;
        do {
            // What changes between the reading and the writing would be missed by both.
            before = refreshes.get();
            Map<String, byte[]> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> file : source.path("files").properties()) {
                values.put(file.getKey(), read(secrets, source, file.getValue(), reader));
            }
            try {
                place = files.write(key, volume.path("name").asText(), source, values);
            } catch (IOException e) {
                throw new UncheckedIOException("the secret's file could not be written", e);
            }
        } while (refreshes.get() != before);
        return place;
    }

    /** What its files hold: the secret, and the version of each path. */
    private static ObjectNode source(Key key, JsonNode volume) {
        String secret = volume.path("secret").asText();
        ObjectNode source = Json.object().put("project", key.project()).put("secret", secret);
        ObjectNode versions = source.putObject("files");
        if (volume.path("items").isEmpty()) {
            versions.put(secret.substring(secret.lastIndexOf('/') + 1), "latest");
        }
        for (JsonNode item : volume.path("items")) {
            versions.put(item.path("path").asText(), item.path("version").asText("latest"));
        }
        return source;
    }

    private static byte[] read(SecretValues secrets, JsonNode source, JsonNode version, Recipes.Reader reader)
            throws StartFailure {
        return Recipes.read(
                secrets, source.path("project").asText(), source.path("secret").asText(), version.asText(), reader);
    }

    /**
     * To be called after a version of a secret came, went or changed its state: a mounted file has what its version has now, and is gone when that
     * one cannot be read any more, as in a container of Cloud Run.
     *
     * @param now reads what the secrets are now, whatever is to go wrong on demand
     */
    public void refresh(SecretValues now) {
        refreshes.incrementAndGet();
        Recipes.Reader nobody = new Recipes.Reader("", "");
        files.replace((source, version) -> {
            try {
                return read(now, source, version, nobody);
            } catch (StartFailure e) {
                return new byte[0];
            }
        });
    }

    /** Removes the files of everything that does not run. Asks while nothing is written, so that what has just begun to start keeps its own. */
    void retain(Predicate<Key> running) {
        files.retain(running);
    }
}
