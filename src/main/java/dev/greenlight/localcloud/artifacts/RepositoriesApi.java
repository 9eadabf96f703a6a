package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The methods on repositories. */
final class RepositoriesApi {
    static final String REPOSITORIES = "/v1/projects/{p}/locations/{l}/repositories";
    static final String REPOSITORY = REPOSITORIES + "/{r}";

    private static final List<String> MUTABLE =
            List.of("description", "labels", "cleanupPolicies", "cleanupPolicyDryRun", "dockerConfig");
    private static final Set<String> OUTPUT_ONLY = Set.of(
            "name",
            "format",
            "mode",
            "createTime",
            "updateTime",
            "sizeBytes",
            "satisfiesPzs",
            "satisfiesPzi",
            "registryUri",
            "vulnerabilityScanningConfig");

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

    void register(Api api) {
        api.on("POST", REPOSITORIES, this::create)
                .on("GET", REPOSITORIES, this::list)
                .on("GET", REPOSITORY, call -> Reply.json(shown(repositories.get(RepositoryName.of(call)), call)))
                .on("PATCH", REPOSITORY, this::patch)
                .on("DELETE", REPOSITORY, this::delete);
    }

    private Reply create(Call call) {
        RepositoryName name = new RepositoryName(
                call.variable("p"),
                call.variable("l"),
                call.parameter("repositoryId").orElse(""));
        ObjectNode wish = body(call);
        // Clients of the REST transport send enums as numbers.
        String format = wish.path("format").asText();
        if (!format.equals("DOCKER") && !format.equals("1")) {
            throw ApiError.badField(
                    "repository.format",
                    "The local cloud keeps DOCKER repositories only.",
                    "Invalid format \"" + format + "\": the local cloud keeps DOCKER repositories only.");
        }
        if (!wish.path("mode").asText("").matches("|0|10|MODE_UNSPECIFIED|STANDARD_REPOSITORY")) {
            throw ApiError.badField(
                    "repository.mode",
                    "The local cloud keeps standard repositories only.",
                    "Invalid mode \"" + wish.path("mode").asText() + "\".");
        }
        wish.remove(OUTPUT_ONLY);
        return operations.begin(name, Repositories.brief(repositories.create(name, wish)));
    }

    private Reply list(Call call) {
        List<ObjectNode> all =
                repositories.list("projects/" + call.variable("p") + "/locations/" + call.variable("l")).stream()
                        .map(repository -> shown(repository, call))
                        .toList();
        return Reply.json(Paging.of(call, 500, 1000).page(all, "repositories"));
    }

    private Reply patch(Call call) {
        ObjectNode wish = body(call);
        List<String> fields = new ArrayList<>();
        for (String path : call.parameter("updateMask").orElse("").split(",")) {
            if (!MUTABLE.contains(path.strip())) {
                throw ApiError.badField(
                        "update_mask",
                        "The fields that can be changed are " + String.join(", ", MUTABLE) + ".",
                        "Invalid update mask path \"" + path + "\".");
            }
            fields.add(path.strip());
        }
        return Reply.json(repositories.patch(RepositoryName.of(call), wish, fields));
    }

    private Reply delete(Call call) {
        RepositoryName name = RepositoryName.of(call);
        repositories.delete(name);
        images.deleteAll(name);
        return operations.begin(name, Json.object().put("@type", "type.googleapis.com/google.protobuf.Empty"));
    }

    private ObjectNode shown(ObjectNode repository, Call call) {
        String name = repository.path("name").asText();
        String id = name.substring(name.lastIndexOf('/') + 1);
        return repository.put("registryUri", host + "/" + call.variable("p") + "/" + id);
    }

    private static ObjectNode body(Call call) {
        ObjectNode body = call.json();
        for (String name : (Iterable<String>) body::fieldNames) {
            if (!MUTABLE.contains(name) && !OUTPUT_ONLY.contains(name) && !name.equals("kmsKeyName")) {
                throw ApiError.invalidArgument("Invalid JSON payload received. Unknown name \"" + name
                        + "\" at 'repository': Cannot find field.");
            }
        }
        JsonNode description = body.path("description");
        if (!description.isMissingNode() && !description.isTextual()) {
            throw ApiError.invalidArgument("Invalid value at 'repository.description' (TYPE_STRING), " + description);
        }
        return body;
    }
}
