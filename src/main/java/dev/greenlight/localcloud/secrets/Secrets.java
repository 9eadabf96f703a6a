package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;

/** The secrets without their versions. All changes, also those of versions, happen one after the other, under this
 * object's lock. */
final class Secrets {
    static final String COLLECTION = "secrets";
    static final String POLICIES = "secretPolicies";
    static final String VERSIONS = "secretVersions";
    /** The number that the next version gets; numbers are never given twice. Not part of what callers see. */
    private static final String NEXT = "next";

    private final Store store;

    Secrets(Store store) {
        this.store = store;
    }

    synchronized ObjectNode create(SecretName name, ObjectNode wish) {
        if (store.get(COLLECTION, name.path()).isPresent()) {
            throw ApiError.alreadyExists("Secret [" + name.path() + "] already exists.");
        }
        if (!wish.path("replication").has("automatic")
                && !wish.path("replication").has("userManaged")) {
            throw ApiError.invalidArgument("The Secret.replication field must be set.");
        }
        ObjectNode secret = Json.object().put("name", name.path());
        secret.setAll(wish);
        secret.put("name", name.path()).put("createTime", Documents.now());
        Documents.touched(secret).put(NEXT, 1);
        store.put(COLLECTION, name.path(), secret);
        return shown(secret);
    }

    ObjectNode get(SecretName name) {
        return shown(document(name));
    }

    List<ObjectNode> list(String project) {
        return store.list(COLLECTION, "projects/" + project + "/secrets/").values().stream()
                .map(Secrets::shown)
                .toList();
    }

    /** Takes the named top-level fields from the wish; absent means cleared. */
    synchronized ObjectNode patch(SecretName name, ObjectNode wish, List<String> fields) {
        ObjectNode secret = document(name);
        Documents.checkEtag(secret, wish.path("etag").asText());
        for (String field : fields) {
            if (wish.has(field)) {
                secret.set(field, wish.get(field));
            } else {
                secret.remove(field);
            }
        }
        store.put(COLLECTION, name.path(), Documents.touched(secret));
        return shown(secret);
    }

    /** Removes the secret and the documents of its versions and policy. */
    synchronized void delete(SecretName name, String etag) {
        Documents.checkEtag(document(name), etag);
        List<Change> changes = new ArrayList<>();
        changes.add(Change.remove(COLLECTION, name.path()));
        changes.add(Change.remove(POLICIES, name.path()));
        store.list(VERSIONS, name.path() + "/").keySet().forEach(key -> changes.add(Change.remove(VERSIONS, key)));
        store.apply(changes);
    }

    /** The number that the next version gets; not taken before {@link #add}. */
    synchronized int nextVersion(SecretName name) {
        return document(name).path(NEXT).asInt();
    }

    /** Stores the next version together with the count, so that {@code latest} never names a version that is not there. */
    synchronized void add(SecretName name, Change version) {
        ObjectNode secret = document(name);
        secret.put(NEXT, secret.path(NEXT).asInt() + 1);
        store.apply(List.of(Change.put(COLLECTION, name.path(), secret), version));
    }

    /** The newest version's number, or 0 when there has been none. */
    int newestVersion(SecretName name) {
        return document(name).path(NEXT).asInt() - 1;
    }

    private ObjectNode document(SecretName name) {
        return store.get(COLLECTION, name.path()).orElseThrow(name::notFound);
    }

    private static ObjectNode shown(ObjectNode secret) {
        ObjectNode shown = secret.deepCopy();
        shown.remove(NEXT);
        return shown;
    }
}
