package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.Identity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An OCI registry.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#checking-if-content-exists-in-the-registry">the
 *     distribution specification</a>
 */
final class HttpRegistry implements Registry {
    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json,"
            + "application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";
    private static final int ATTEMPTS = 4;

    private final OkHttpClient client =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(15)).build();
    private final Optional<URI> endpoint;
    private final Identity identity;

    HttpRegistry(Optional<URI> endpoint, Identity identity) {
        this.endpoint = endpoint;
        this.identity = identity;
    }

    @Override
    public boolean holds(ImageReference image) {
        String base = endpoint.map(URI::toString).orElse("https://" + image.registry());
        Request.Builder request = new Request.Builder()
                .url(base + "/v2/" + image.repository() + "/manifests/" + image.digest())
                .header("Accept", MANIFESTS)
                .head();
        if (base.startsWith("https://")) {
            identity.accessToken()
                    .ifPresent(token -> request.header(
                            "Authorization",
                            Credentials.basic("oauth2accesstoken", token.value().reveal())));
        }
        for (int attempt = 1; ; attempt++) {
            try (Response response = client.newCall(request.build()).execute()) {
                if (response.code() == 200) {
                    String digest = response.header("Docker-Content-Digest");
                    return digest == null || digest.equals(image.digest());
                }
                if (response.code() == 404) {
                    return false;
                }
                if ((response.code() != 429 && response.code() < 500) || attempt == ATTEMPTS) {
                    throw failed(image, "it answered " + response.code(), null);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw failed(image, "it did not answer: " + e.getMessage(), e);
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100L << attempt).toNanos());
        }
    }

    private static ExternalFailure failed(
            ImageReference image, String happened, @org.jspecify.annotations.Nullable Exception e) {
        return new ExternalFailure(
                "find " + image + " in its registry",
                happened,
                "check the registry's address and that the deploying identity has roles/artifactregistry.reader",
                e);
    }
}
