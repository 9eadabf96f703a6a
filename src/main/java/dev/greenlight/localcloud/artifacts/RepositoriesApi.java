package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.policies.IamPolicies;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The methods on repositories. */
final class RepositoriesApi {
    static final String REPOSITORIES = "/v1/projects/{p}/locations/{l}/repositories";
    static final String REPOSITORY = REPOSITORIES + "/{r}";

    private static final Set<String> MUTABLE = Set.of(
            "description",
            "labels",
            "cleanupPolicies",
            "cleanupPolicyDryRun",
            "dockerConfig",
            "mavenConfig",
            "virtualRepositoryConfig",
            "remoteRepositoryConfig",
            "vulnerabilityScanningConfig",
            "disallowUnspecifiedMode");

    private final Repositories repositories;
    private final ArtifactOperations operations;
    private final Images images;
    private final String host;

    /** @param host what the addresses of images start with */
    RepositoriesApi(Repositories repositories, ArtifactOperations operations, Images images, String host) {
        this.repositories = repositories;
        this.operations = operations;
        this.images = images;
        this.host = host;
    }

    void register(Api api, IamPolicies policies) {
        api.on("POST", REPOSITORIES, this::create)
                .on("GET", REPOSITORIES, this::list)
                .on("GET", REPOSITORY, this::get)
                .on("PATCH", REPOSITORY, this::patch)
                .on("DELETE", REPOSITORY, this::delete);
        policies.register(
                api,
                REPOSITORY,
                call -> repositories.get(RepositoryName.of(call)).path("name").asText(),
                name -> repositories,
                name -> {});
    }

    private Reply create(Call call) {
        RepositoryName name = new RepositoryName(
                call.variable("p"),
                call.variable("l"),
                call.parameter("repositoryId").orElse(""));
        return operations.begin(name, Repositories.brief(repositories.create(name, body(call))));
    }

    private Reply get(Call call) {
        RepositoryName name = RepositoryName.of(call);
        ObjectNode repository = shown(repositories.get(name), call);
        long size = images.list(name).stream()
                .mapToLong(image -> image.path("imageSizeBytes").asLong())
                .sum();
        return Reply.json(size == 0 ? repository : repository.put("sizeBytes", Long.toString(size)));
    }

    private Reply list(Call call) {
        List<ObjectNode> all =
                repositories.list(new RepositoryName(call.variable("p"), call.variable("l"), "any").parent()).stream()
                        .map(repository -> shown(repository, call))
                        .toList();
        return Reply.json(Paging.of(call, 500, 1000).page(all, "repositories"));
    }

    private Reply patch(Call call) {
        FieldMask mask = FieldMask.parse(
                Repositories.MESSAGE, call.parameter("updateMask").orElse(""));
        mask.paths().stream()
                .filter(path -> !MUTABLE.contains(path.getFirst()))
                .findFirst()
                .ifPresent(path -> {
                    throw ApiError.badField(
                            "update_mask",
                            "The field '" + path.getFirst() + "' cannot be changed.",
                            "Invalid update mask: the field '" + path.getFirst() + "' cannot be changed.");
                });
        return Reply.json(repositories.patch(RepositoryName.of(call), body(call), mask));
    }

    private Reply delete(Call call) {
        RepositoryName name = RepositoryName.of(call);
        repositories.delete(name);
        images.deleteAll(name);
        return operations.begin(name, Json.object().put("@type", "type.googleapis.com/google.protobuf.Empty"));
    }

    /** Images lie in the registry that runs here; nothing answers for other formats, so they keep the name that Google gives. */
    private ObjectNode shown(ObjectNode repository, Call call) {
        String name = repository.path("name").asText();
        String id = name.substring(name.lastIndexOf('/') + 1);
        String format = repository.path("format").asText().toLowerCase(Locale.ROOT);
        String registry = format.equals("docker") ? host : call.variable("l") + "-" + format + ".pkg.dev";
        return repository.put("registryUri", registry + "/" + call.variable("p") + "/" + id);
    }

    private static ObjectNode body(Call call) {
        return MessageReader.read(Repositories.MESSAGE, call.json(), "repository");
    }
}
