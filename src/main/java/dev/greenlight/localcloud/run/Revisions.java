package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Document;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The documents of revisions. A revision's configuration never changes after it was made. */
final class Revisions {
    static final String COLLECTION = "revisions";
    private static final String TEMPLATES = "templates";
    private static final String COUNTERS = "revision-counters";
    /** After so many, those that nothing leads to are deleted, oldest first. */
    private static final int MOST = 1_000;

    /** What a revision takes over from its template by the same name. */
    private static final Set<String> NOT_COPIED = Set.of("revision", "healthCheckDisabled");

    private final Store store;

    Revisions(Store store) {
        this.store = store;
    }

    /** What is to be made of a service's template. */
    sealed interface Plan {
        /** The template is that of an existing revision. */
        record Keep(String revision) implements Plan {}

        /** @param changes to be stored with the service */
        record Make(String revision, List<Change> changes) implements Plan {}
    }

    /**
     * Compares the template with what exists.
     *
     * @param latest short name of the revision that was created last; null for a new service
     * @throws ApiError already exists, when the template names a revision that has another configuration
     */
    Plan plan(ServiceName service, ObjectNode document, @Nullable String latest) {
        ObjectNode template = document.withObject("/template");
        String named = template.path("revision").asText();
        ObjectNode configuration = configuration(template);
        if (!named.isEmpty()) {
            Optional<ObjectNode> existing = store.get(TEMPLATES, service.revision(named));
            if (existing.isPresent() && !existing.get().equals(configuration)) {
                throw ApiError.alreadyExists(
                        "Revision named '" + named + "' with different configuration already exists.");
            }
            return existing.isPresent() ? new Plan.Keep(named) : make(service, document, named, configuration);
        }
        boolean same = latest != null
                && store.get(TEMPLATES, service.revision(latest))
                        .map(configuration::equals)
                        .orElse(false);
        return same && latest != null ? new Plan.Keep(latest) : make(service, document, "", configuration);
    }

    private Plan make(ServiceName service, ObjectNode document, String named, ObjectNode configuration) {
        ObjectNode counter = store.get(COUNTERS, service.path()).orElseGet(Json::object);
        int number = counter.path("last").asInt() + 1;
        String id = named.isEmpty() ? generated(service, number) : named;
        ObjectNode revision = document(service, document, id, configuration);
        return new Plan.Make(
                id,
                List.of(
                        Change.put(COLLECTION, service.revision(id), revision),
                        Change.put(TEMPLATES, service.revision(id), configuration),
                        Change.put(COUNTERS, service.path(), counter.put("last", number))));
    }

    private String generated(ServiceName service, int number) {
        String id;
        do {
            id = "%s-%05d-%s".formatted(service.id(), number, Records.suffix());
        } while (store.get(COLLECTION, service.revision(id)).isPresent());
        return id;
    }

    private static ObjectNode document(ServiceName service, ObjectNode document, String id, ObjectNode configuration) {
        ObjectNode revision = Json.object();
        Records.born(
                revision, service.revision(id), document.path("lastModifier").asText());
        revision.remove("lastModifier");
        configuration.properties().stream()
                .filter(entry -> !NOT_COPIED.contains(entry.getKey()))
                .forEach(entry -> revision.set(entry.getKey(), entry.getValue().deepCopy()));
        revision.put("launchStage", document.path("launchStage").asText("GA"));
        revision.put("service", service.id()).put("reconciling", true);
        revision.putArray("conditions").add(Conditions.reconciling("Ready", ""));
        return revision;
    }

    private static ObjectNode configuration(ObjectNode template) {
        ObjectNode configuration = template.deepCopy();
        configuration.remove("revision");
        // As it will be read again, since a tree tells numbers of one value by the way they came about.
        return Document.of(configuration).read();
    }

    Optional<ObjectNode> find(ServiceName service, String revision) {
        return store.get(COLLECTION, service.revision(revision));
    }

    /**
     * Newest first, as Cloud Run lists them; by the time of their making, a space, and their name.
     *
     * @param prefix of their names
     */
    NavigableMap<String, Document> below(String prefix) {
        NavigableMap<String, Document> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        store.documents(COLLECTION, prefix)
                .forEach((name, revision) ->
                        // Without the Z a time with more digits comes after one with fewer.
                        newestFirst.put(revision.text("createTime").replace("Z", "") + " " + name, revision));
        return newestFirst;
    }

    /** True when it became ready once. */
    static boolean isReady(ObjectNode revision) {
        return ready(revision).path("state").asText().equals("CONDITION_SUCCEEDED");
    }

    /** Why it never became ready; empty when it is ready or still on its way. */
    static Optional<Fault> fault(ObjectNode revision) {
        return Fault.from(ready(revision));
    }

    private static JsonNode ready(ObjectNode revision) {
        for (JsonNode condition : revision.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return Json.object();
    }

    /** Records how the first start went; a null fault is success. */
    void settle(ServiceName service, String id, @Nullable Fault fault) {
        find(service, id).ifPresent(revision -> {
            revision.remove("reconciling");
            revision.put("observedGeneration", "1");
            revision.putArray("conditions")
                    .add(Conditions.of("Ready", fault))
                    .add(Conditions.of("ContainerHealthy", fault))
                    .add(Conditions.succeeded("ResourcesAvailable"));
            Records.touched(revision);
            store.put(COLLECTION, service.revision(id), revision);
        });
    }

    /** Writes the images by digest, as found at the first start. */
    void pin(ServiceName service, String id, String image) {
        find(service, id).ifPresent(revision -> {
            ObjectNode container = Recipes.ingress(revision);
            if (!container.path("image").asText().equals(image)) {
                container.put("image", image);
                store.put(COLLECTION, service.revision(id), revision);
            }
        });
    }

    /**
     * Makes room for one more revision: the oldest that nothing leads to go.
     *
     * @param used those that stay, by short name
     * @see <a href="https://cloud.google.com/run/quotas">quotas: revisions of a service</a>
     */
    List<Change> room(ServiceName service, Set<String> used) {
        NavigableSet<String> newestFirst = below(service.path() + "/").navigableKeySet();
        int over = newestFirst.size() + 1 - MOST;
        return newestFirst.descendingSet().stream()
                .map(ServiceName::last)
                .filter(id -> !used.contains(id))
                .limit(Math.max(0, over))
                .flatMap(id -> removal(service, id).stream())
                .toList();
    }

    List<Change> removal(ServiceName service, String id) {
        return List.of(Change.remove(COLLECTION, service.revision(id)), Change.remove(TEMPLATES, service.revision(id)));
    }

    /** All that is kept of a service's revisions. */
    List<Change> removal(ServiceName service) {
        List<Change> changes = new ArrayList<>();
        below(service.path() + "/")
                .keySet()
                .forEach(place -> changes.addAll(removal(service, ServiceName.last(place))));
        changes.add(Change.remove(COUNTERS, service.path()));
        return changes;
    }
}
