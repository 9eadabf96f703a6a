package dev.greenlight.secrets;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2CredentialsWithRefresh;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretName;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/**
 * Google's Secret Manager, its metadata only.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/list">versions.list</a>
 */
final class GoogleSecretManager implements SecretVersions {
    private final CloudAccess access;
    private final Identity identity;

    GoogleSecretManager(CloudAccess access, Identity identity) {
        this.access = access;
        this.identity = identity;
    }

    @Override
    public List<SecretVersion> of(String project, String name) {
        try (SecretManagerServiceClient client = SecretManagerServiceClient.create(settings())) {
            List<SecretVersion> found = new ArrayList<>();
            client.listSecretVersions(SecretName.of(project, name)).iterateAll().forEach(version -> {
                String path = version.getName();
                found.add(new SecretVersion(
                        Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)),
                        version.getState() == com.google.cloud.secretmanager.v1.SecretVersion.State.ENABLED));
            });
            found.sort(Comparator.comparingInt(SecretVersion::number).reversed());
            return found;
        } catch (ApiException e) {
            if (e.getStatusCode().getCode() == StatusCode.Code.NOT_FOUND) {
                return List.of();
            }
            throw failed(name, e);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private SecretManagerServiceSettings settings() throws IOException {
        SecretManagerServiceSettings.Builder settings = SecretManagerServiceSettings.newHttpJsonBuilder();
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
        return new ExternalFailure(
                "look up the versions of secret " + name,
                "Secret Manager did not answer with them (" + e.getMessage() + ")",
                MissingRole.in(String.valueOf(e.getMessage()))
                        .map(MissingRole::remedy)
                        .orElse(
                                "check that Secret Manager's API is enabled and that the deploying identity has roles/secretmanager.viewer"),
                e);
    }
}
