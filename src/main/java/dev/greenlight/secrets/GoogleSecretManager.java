package dev.greenlight.secrets;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2CredentialsWithRefresh;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Google's Secret Manager, its metadata only.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/list">versions.list</a>
 */
final class GoogleSecretManager implements SecretVersions {
    private static final Set<StatusCode.Code> PASSING = Set.of(
            StatusCode.Code.UNAVAILABLE,
            StatusCode.Code.RESOURCE_EXHAUSTED,
            StatusCode.Code.DEADLINE_EXCEEDED,
            StatusCode.Code.INTERNAL,
            StatusCode.Code.UNKNOWN);
    private static final RetrySettings PATIENCE = RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(100))
            .setRetryDelayMultiplier(2)
            .setMaxRetryDelayDuration(Duration.ofSeconds(2))
            .setInitialRpcTimeoutDuration(Duration.ofSeconds(10))
            .setRpcTimeoutMultiplier(1)
            .setMaxRpcTimeoutDuration(Duration.ofSeconds(10))
            .setTotalTimeoutDuration(Duration.ofSeconds(30))
            .build();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 6;

    private final CloudAccess access;
    private final Identity identity;

    GoogleSecretManager(CloudAccess access, Identity identity) {
        this.access = access;
        this.identity = identity;
    }

    @Override
    public List<SecretVersion> of(String project, String name) {
        try (SecretManagerServiceClient client = SecretManagerServiceClient.create(settings())) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return list(client, SecretName.of(project, name));
                } catch (ApiException e) {
                    if (e.getStatusCode().getCode() == StatusCode.Code.NOT_FOUND) {
                        return List.of();
                    }
                    if (attempt == ATTEMPTS || !unanswered(e)) {
                        throw failed(name, e);
                    }
                    LockSupport.parkNanos(FIRST_PAUSE.toNanos() << attempt);
                }
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static List<SecretVersion> list(SecretManagerServiceClient client, SecretName secret) {
        List<SecretVersion> found = new ArrayList<>();
        client.listSecretVersions(secret).iterateAll().forEach(version -> {
            String path = version.getName();
            found.add(new SecretVersion(
                    Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)),
                    version.getState() == com.google.cloud.secretmanager.v1.SecretVersion.State.ENABLED));
        });
        found.sort(Comparator.comparingInt(SecretVersion::number).reversed());
        return found;
    }

    /** Whether the connection broke: Google's client itself repeats only what was answered. */
    private static boolean unanswered(ApiException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return !(cause instanceof HttpResponseException);
            }
        }
        return false;
    }

    private SecretManagerServiceSettings settings() throws IOException {
        SecretManagerServiceSettings.Builder settings = SecretManagerServiceSettings.newHttpJsonBuilder();
        // Nothing is changed by looking, and a release should not fail for a moment in which nobody answers.
        settings.listSecretVersionsSettings().setRetryableCodes(PASSING).setRetrySettings(PATIENCE);
        settings.setEndpoint(access.base("secretmanager").toString());
        if (access.anonymous()) {
            settings.setCredentialsProvider(com.google.api.gax.core.NoCredentialsProvider.create());
        } else {
            settings.setCredentialsProvider(() -> OAuth2CredentialsWithRefresh.newBuilder()
                    .setRefreshHandler(() -> identity.accessToken()
                            .map(token -> new AccessToken(token.value().reveal(), Date.from(token.expires())))
                            .orElseThrow(() -> new IOException("no access token")))
                    .build());
        }
        return settings.build();
    }

    private static ExternalFailure failed(String name, Exception e) {
        return ExternalFailure.in(e)
                .orElseGet(() -> new ExternalFailure(
                        "look up the versions of secret " + name,
                        "Secret Manager did not answer with them (" + e.getMessage() + ")",
                        MissingRole.in(String.valueOf(e.getMessage()))
                                .map(MissingRole::remedy)
                                .orElse(
                                        "check that Secret Manager's API is enabled and that the deploying identity has roles/secretmanager.viewer"),
                        e));
    }
}
