package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The versions of secrets and their states. */
final class Versions {
    private static final System.Logger LOG = System.getLogger(Versions.class.getName());
    private static final int MOST_BYTES = 64 * 1024;

    private final Store store;
    private final Secrets secrets;
    private final Payloads payloads;
    private volatile Runnable changed = () -> {};

    Versions(Store store, Secrets secrets, Payloads payloads) {
        this.store = store;
        this.secrets = secrets;
        this.payloads = payloads;
    }

    void onChange(Runnable listener) {
        changed = listener;
    }

    /** The write is stored and stands, whatever its listener makes of it. */
    private void tell() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "files of a secret do not follow its versions", e);
        }
    }

    /** Adds a version; the payload is on the disk before its document is. */
    ObjectNode add(SecretName name, byte[] payload, boolean checked) {
        if (payload.length == 0) {
            throw ApiError.invalidArgument("Secret Payload cannot be empty.");
        }
        if (payload.length > MOST_BYTES) {
            throw ApiError.invalidArgument(
                    "The provided Secret Payload exceeds the limit of " + MOST_BYTES + " bytes.");
        }
        ObjectNode version = Json.object().put("createTime", Documents.now()).put("state", VersionState.ENABLED.name());
        Replicas.describe(secrets.get(name), version);
        if (checked) {
            version.put("clientSpecifiedPayloadChecksum", true);
        }
        synchronized (secrets) {
            int number = secrets.nextVersion(name);
            payloads.write(name, number, payload);
            version.put("name", name.version(number));
            secrets.add(name, Change.put(Secrets.VERSIONS, key(name, number), Documents.touched(version)));
        }
        tell();
        return version;
    }

    /** @param version a number, an alias or {@code latest} */
    ObjectNode get(SecretName name, String version) {
        int number = number(name, version);
        return store.get(Secrets.VERSIONS, key(name, number)).orElseThrow(() -> notFound(name, version));
    }

    /** Newest first. */
    List<ObjectNode> list(SecretName name) {
        secrets.get(name);
        return List.copyOf(store.list(Secrets.VERSIONS, name.path() + "/").values())
                .reversed();
    }

    byte[] payload(SecretName name, ObjectNode version) {
        VersionState state = state(version);
        if (state != VersionState.ENABLED) {
            throw ApiError.failedPrecondition(
                    "Secret Version [" + version.path("name").asText() + "] is in " + state + " state.");
        }
        return payloads.read(name, ownNumber(version));
    }

    /** Moves a version to another state; destroying removes the payload for good. */
    ObjectNode move(SecretName name, String which, VersionState wish, String etag) {
        ObjectNode moved;
        synchronized (secrets) {
            moved = moved(name, which, wish, etag);
        }
        tell();
        return moved;
    }

    private ObjectNode moved(SecretName name, String which, VersionState wish, String etag) {
        ObjectNode version = get(name, which);
        Documents.checkEtag(version, etag);
        VersionState state = state(version);
        if (state == VersionState.DESTROYED) {
            throw ApiError.failedPrecondition("Secret Version ["
                    + version.path("name").asText() + "] is in DESTROYED state and cannot be changed.");
        }
        if (state == wish) {
            return version;
        }
        version.put("state", wish.name());
        if (wish == VersionState.DESTROYED) {
            version.put("destroyTime", Documents.now());
        }
        store.put(Secrets.VERSIONS, key(name, ownNumber(version)), Documents.touched(version));
        if (wish == VersionState.DESTROYED) {
            payloads.remove(name, ownNumber(version));
        }
        return version;
    }

    /** Removes a secret with its versions and their payloads. */
    void deleteSecret(SecretName name, String etag) {
        synchronized (secrets) {
            List<ObjectNode> gone = list(name);
            secrets.delete(name, etag);
            gone.forEach(version -> payloads.remove(name, ownNumber(version)));
        }
        tell();
    }

    /** Removes payloads that no version has: of a process that was killed between a document and its payload. */
    void sweep() {
        Set<String> kept = new HashSet<>();
        store.list(Secrets.VERSIONS, "").values().stream()
                .filter(version -> state(version) != VersionState.DESTROYED)
                .forEach(version -> {
                    String[] name = version.path("name").asText().split("/", -1);
                    boolean regional = name[2].equals("locations");
                    int secret = regional ? 5 : 3;
                    kept.add(payloads.relative(
                            new SecretName(name[1], regional ? name[3] : "", name[secret]),
                            Integer.parseInt(name[secret + 2])));
                });
        payloads.retain(kept);
    }

    private int number(SecretName name, String version) {
        if (version.equals("latest")) {
            int newest = secrets.newestVersion(name);
            if (newest == 0) {
                throw ApiError.notFound("Secret [" + name.path() + "] not found or has no versions.");
            }
            return newest;
        }
        if (version.matches("[0-9]{1,9}")) {
            secrets.get(name);
            return Integer.parseInt(version);
        }
        String alias = secrets.get(name).path("versionAliases").path(version).asText();
        if (!alias.matches("[0-9]{1,9}")) {
            throw notFound(name, version);
        }
        return Integer.parseInt(alias);
    }

    private static ApiError notFound(SecretName name, String version) {
        return ApiError.notFound("Secret Version [" + name.path() + "/versions/" + version + "] not found.");
    }

    private static VersionState state(ObjectNode version) {
        return VersionState.valueOf(version.path("state").asText());
    }

    private static int ownNumber(ObjectNode version) {
        String name = version.path("name").asText();
        return Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
    }

    /** Where a version belongs in a list of its secret's versions. */
    static String place(ObjectNode version) {
        return "%010d".formatted(ownNumber(version));
    }

    /** Padded, so that the store's order is the numbers'. */
    private static String key(SecretName name, int number) {
        return "%s/%010d".formatted(name.path(), number);
    }
}
