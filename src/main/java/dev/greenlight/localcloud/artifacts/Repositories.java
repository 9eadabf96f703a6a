package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.messages.Required;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The repositories as documents. Changes happen one after the other. */
final class Repositories {
    static final String MESSAGE = "google.devtools.artifactregistry.v1.Repository";
    static final String POLICIES = "repositoryPolicies";
    private static final String COLLECTION = "artifactRepositories";
    private static final String SCANNING = "vulnerabilityScanningConfig";

    private final Store store;

    Repositories(Store store) {
        this.store = store;
    }

    synchronized ObjectNode create(RepositoryName name, ObjectNode asked) {
        if (store.get(COLLECTION, name.path()).isPresent()) {
            throw ApiError.alreadyExists("the repository already exists");
        }
        ObjectNode repository = Messages.published().withoutOutputOnly(MESSAGE, asked.deepCopy());
        if (!repository.has("mode")) {
            repository.put("mode", "STANDARD_REPOSITORY");
        }
        checked(repository);
        String now = now();
        repository
                .put("name", name.path())
                .put("createTime", now)
                .put("updateTime", now)
                .put("satisfiesPzi", true);
        scanning(repository, now);
        store.put(COLLECTION, name.path(), repository);
        return repository;
    }

    private static void checked(ObjectNode repository) {
        Required.check(MESSAGE, repository, "repository");
        RepositoryRules.check(repository);
        // A map's key is the policy's id, whether the policy repeats it or not.
        repository
                .path("cleanupPolicies")
                .properties()
                .forEach(entry -> ((ObjectNode) entry.getValue()).put("id", entry.getKey()));
        if (repository.path("remoteRepositoryConfig") instanceof ObjectNode remote) {
            remote.remove("disableUpstreamValidation");
        }
    }

    /** Nothing is scanned here; the reasons are those of a project without the scanning API. */
    private static void scanning(ObjectNode repository, String now) {
        String mode = repository.path("mode").asText();
        String format = repository.path("format").asText();
        String unsupported = "";
        if (mode.equals("VIRTUAL_REPOSITORY")) {
            unsupported = "Repository mode " + mode + " is not supported.";
        } else if (!format.equals("DOCKER")) {
            unsupported = "Repository format " + format + " is not supported.";
        }
        ObjectNode scanning = repository.withObject("/" + SCANNING);
        scanning.put("enablementState", unsupported.isEmpty() ? "SCANNING_DISABLED" : "SCANNING_UNSUPPORTED")
                .put(
                        "enablementStateReason",
                        unsupported.isEmpty() ? "API containerscanning.googleapis.com is not enabled." : unsupported);
        if (!scanning.has("lastEnableTime")) {
            scanning.put("lastEnableTime", now);
        }
    }

    ObjectNode get(RepositoryName name) {
        return store.get(COLLECTION, name.path()).orElseThrow(Repositories::notFound);
    }

    List<ObjectNode> list(String parent) {
        return List.copyOf(store.list(COLLECTION, parent + "/repositories/").values());
    }

    /** What only the server sets stays; so does what cannot be changed, or it is refused. */
    synchronized ObjectNode patch(RepositoryName name, ObjectNode asked, FieldMask mask) {
        ObjectNode current = get(name);
        ObjectNode before = Messages.published().withoutOutputOnly(MESSAGE, current.deepCopy());
        ObjectNode wish = Messages.published().withoutOutputOnly(MESSAGE, asked.deepCopy());
        for (String fixed : List.of("name", "format", "mode", "kmsKeyName")) {
            boolean other = wish.has(fixed) && !wish.path(fixed).equals(before.path(fixed));
            if (other && mask.touches(fixed)) {
                throw RepositoryRules.refused(fixed, "It cannot be changed.");
            }
            wish.set(fixed, before.get(fixed));
        }
        ObjectNode repository = mask.apply(before, wish);
        repository.properties().removeIf(entry -> entry.getValue().isNull());
        checked(repository);
        for (String field : List.of("createTime", "satisfiesPzi")) {
            repository.set(field, current.get(field));
        }
        repository.withObject("/" + SCANNING).set("lastEnableTime", current.at("/" + SCANNING + "/lastEnableTime"));
        scanning(repository, now());
        store.put(COLLECTION, name.path(), repository.put("updateTime", now()));
        return repository;
    }

    synchronized void delete(RepositoryName name) {
        get(name);
        store.apply(List.of(Change.remove(COLLECTION, name.path()), Change.remove(POLICIES, name.path())));
    }

    static ApiError notFound() {
        return ApiError.notFound("Requested entity was not found.");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** What an operation answers: the repository without what only a read shows. */
    static ObjectNode brief(ObjectNode repository) {
        ObjectNode brief = Json.object().put("@type", "type.googleapis.com/" + MESSAGE);
        brief.setAll(repository);
        brief.remove(List.of("createTime", "updateTime"));
        return brief;
    }
}
