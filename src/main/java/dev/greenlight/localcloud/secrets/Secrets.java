package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.messages.Required;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The secrets without their versions. All changes, also those of versions, happen one after the other, under this
 * object's lock. */
final class Secrets {
    static final String COLLECTION = "secrets";
    static final String POLICIES = "secretPolicies";
    static final String VERSIONS = "secretVersions";
    static final String MESSAGE = "google.cloud.secretmanager.v1.Secret";
    /** The number that the next version gets; numbers are never given twice. Not part of what callers see. */
    private static final String NEXT = "next";

    private final Store store;

    Secrets(Store store) {
        this.store = store;
    }

    /** The secret that a call's path means. */
    SecretName named(Call call) {
        return named(SecretName.of(call, call.variable("s")));
    }

    /**
     * A project's number may stand for its id. This cloud gives no numbers, so one that it does not know is taken for that of the only
     * project with secrets, when there is just one.
     */
    SecretName named(SecretName name) {
        if (!name.project().matches("[0-9]+")
                || store.get(COLLECTION, name.path()).isPresent()) {
            return name;
        }
        Set<String> projects = store.list(COLLECTION, "projects/").keySet().stream()
                .map(path -> path.split("/", -1)[1])
                .collect(Collectors.toSet());
        return projects.size() == 1 ? name.in(projects.iterator().next()) : name;
    }

    synchronized ObjectNode create(SecretName name, ObjectNode wish) {
        if (store.get(COLLECTION, name.path()).isPresent()) {
            throw ApiError.alreadyExists("Secret [" + name.path() + "] already exists.");
        }
        ObjectNode secret = Messages.published().withoutOutputOnly(MESSAGE, wish.deepCopy());
        checked(name, secret);
        secret.put("name", name.path()).put("createTime", Documents.now());
        Documents.touched(secret).put(NEXT, 1);
        store.put(COLLECTION, name.path(), secret);
        return shown(secret);
    }

    ObjectNode get(SecretName name) {
        return shown(document(name));
    }

    /** @param parent a project or a location in one */
    List<ObjectNode> list(String parent) {
        return store.list(COLLECTION, parent + "/secrets/").values().stream()
                .map(Secrets::shown)
                .toList();
    }

    synchronized ObjectNode patch(SecretName name, ObjectNode wish, FieldMask mask) {
        ObjectNode secret = document(name);
        Documents.checkEtag(secret, wish.path("etag").asText());
        ObjectNode changed = mask.apply(secret, wish);
        if (mask.touches("ttl")) {
            changed.remove("expireTime");
        }
        checked(name, changed);
        store.put(COLLECTION, name.path(), Documents.touched(changed));
        return shown(changed);
    }

    /** A time to live is answered as the time at which it is over; tags are the resource manager's and not shown. */
    private static void checked(SecretName name, ObjectNode secret) {
        Required.check(MESSAGE, secret, "secret");
        SecretRules.check(name, secret);
        secret.remove("tags");
        if (secret.has("ttl")) {
            secret.put("expireTime", Documents.in(SecretRules.duration(secret.remove("ttl"))));
        }
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

    /** In the message's order. */
    private static ObjectNode shown(ObjectNode secret) {
        ObjectNode shown = Json.object();
        Messages.published().fields(MESSAGE).keySet().forEach(field -> {
            if (secret.has(field)) {
                shown.set(field, secret.get(field).deepCopy());
            }
        });
        return shown;
    }
}
