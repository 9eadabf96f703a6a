package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The repositories as documents. Changes happen one after the other. */
final class Repositories {
    private static final String COLLECTION = "artifactRepositories";

    private final Store store;

    Repositories(Store store) {
        this.store = store;
    }

    synchronized ObjectNode create(RepositoryName name, ObjectNode wish) {
        if (store.get(COLLECTION, name.path()).isPresent()) {
            throw ApiError.alreadyExists("the repository already exists");
        }
        String now = now();
        ObjectNode repository = wish.deepCopy();
        repository
                .put("name", name.path())
                .put("format", "DOCKER")
                .put("mode", "STANDARD_REPOSITORY")
                .put("createTime", now)
                .put("updateTime", now)
                .put("satisfiesPzi", true);
        repository
                .putObject("vulnerabilityScanningConfig")
                .put("enablementState", "SCANNING_DISABLED")
                .put("enablementStateReason", "API containerscanning.googleapis.com is not enabled.")
                .put("lastEnableTime", now);
        store.put(COLLECTION, name.path(), repository);
        return repository;
    }

    ObjectNode get(RepositoryName name) {
        return store.get(COLLECTION, name.path()).orElseThrow(Repositories::notFound);
    }

    List<ObjectNode> list(String parent) {
        return List.copyOf(store.list(COLLECTION, parent + "/repositories/").values());
    }

    /** Takes the named top-level fields from the wish; absent means cleared. */
    synchronized ObjectNode patch(RepositoryName name, ObjectNode wish, List<String> fields) {
        ObjectNode repository = get(name);
        for (String field : fields) {
            if (wish.has(field)) {
                repository.set(field, wish.get(field));
            } else {
                repository.remove(field);
            }
        }
        store.put(COLLECTION, name.path(), repository.put("updateTime", now()));
        return repository;
    }

    synchronized void delete(RepositoryName name) {
        get(name);
        store.remove(COLLECTION, name.path());
    }

    static ApiError notFound() {
        return ApiError.notFound("Requested entity was not found.");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** What an operation answers: the repository without what only a read shows. */
    static ObjectNode brief(ObjectNode repository) {
        ObjectNode brief =
                Json.object().put("@type", "type.googleapis.com/google.devtools.artifactregistry.v1.Repository");
        brief.setAll(repository);
        brief.remove(List.of("createTime", "updateTime"));
        return brief;
    }
}
