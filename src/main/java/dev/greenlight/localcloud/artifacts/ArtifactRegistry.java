package dev.greenlight.localcloud.artifacts;

import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.policies.IamPolicies;
import dev.greenlight.localcloud.state.Store;
import java.net.URI;
import java.nio.file.Path;

/**
 * The service {@code google.devtools.artifactregistry.v1.ArtifactRegistry}, as far as repositories and container images go.
 *
 * @see <a href="https://cloud.google.com/artifact-registry/docs/reference/rest">Artifact Registry API</a>
 */
public final class ArtifactRegistry {
    private static final String IMAGES = RepositoriesApi.REPOSITORY + "/dockerImages";

    private final Repositories repositories;
    private final ArtifactOperations operations;
    private final Images images;
    private final String host;
    private final IamPolicies policies;

    /**
     * @param registry the registry's address, such as {@code http://127.0.0.1:5000}
     * @param storage the registry's storage folder
     * @param host what the names of images start with, such as {@code localhost:5000}
     */
    public ArtifactRegistry(Store store, URI registry, Path storage, String host) {
        repositories = new Repositories(store);
        operations = new ArtifactOperations(store);
        images = new Images(new RegistryClient(registry), new RegistryStorage(storage), host);
        this.host = host;
        policies = new IamPolicies(store, Repositories.POLICIES);
    }

    /** Adds the methods below {@code /v1/projects/{p}/locations/{l}/repositories} and {@code /operations}. */
    public void register(Api api) {
        new RepositoriesApi(repositories, operations, images, host).register(api, policies);
        operations.register(api);
        api.on("GET", IMAGES, call -> {
            RepositoryName name = RepositoryName.of(call);
            repositories.get(name);
            return Reply.json(Selection.of(call).page(call, images.list(name), "dockerImages"));
        });
        api.on("GET", IMAGES + "/{d}", call -> {
            RepositoryName name = RepositoryName.of(call);
            repositories.get(name);
            return Reply.json(images.get(name, call.variable("d")).orElseThrow(Repositories::notFound));
        });
    }
}
