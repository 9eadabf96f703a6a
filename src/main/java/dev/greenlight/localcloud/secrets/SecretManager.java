package dev.greenlight.localcloud.secrets;

import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.policies.IamPolicies;
import dev.greenlight.localcloud.state.Store;
import java.nio.file.Path;

/**
 * The service {@code google.cloud.secretmanager.v1.SecretManagerService}.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest">Secret Manager API</a>
 */
public final class SecretManager implements SecretValues {
    private final Store store;
    private final Secrets secrets;
    private final Versions versions;

    /** @param folder where payloads are kept, below the state folder */
    public SecretManager(Store store, Path folder) {
        this.store = store;
        secrets = new Secrets(store);
        versions = new Versions(store, secrets, new Payloads(folder));
        versions.sweep();
    }

    /** Adds the methods below {@code /v1/projects/{p}/secrets} and below those of a location. */
    public void register(Api api) {
        new SecretsApi(secrets, versions).register(api);
        new VersionsApi(secrets, versions).register(api);
        IamPolicies policies = new IamPolicies(store, Secrets.POLICIES);
        for (String parent : SecretsApi.PARENTS) {
            policies.register(
                    api,
                    parent + SecretsApi.SECRET,
                    call -> secrets.get(secrets.named(call)).path("name").asText(),
                    name -> secrets,
                    name -> {});
        }
    }

    /** Says who is to hear that a version of a secret came, went or changed its state. */
    public void onChange(Runnable listener) {
        versions.onChange(listener);
    }

    @Override
    public byte[] access(String project, String secret, String version) {
        SecretName name = secrets.named(new SecretName(project, "", secret));
        return versions.payload(name, versions.get(name, version));
    }
}
