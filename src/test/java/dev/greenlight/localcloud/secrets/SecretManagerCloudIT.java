package dev.greenlight.localcloud.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.UnauthenticatedException;
import com.google.auth.Credentials;
import com.google.auth.oauth2.IdTokenCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretName;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.identity.ServiceAccount;
import dev.greenlight.localcloud.identity.TokenEndpoint;
import dev.greenlight.localcloud.identity.Tokens;
import dev.greenlight.localcloud.proxy.InvokerCheck.Admission;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretManagerCloudIT {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final ProjectName PROJECT = ProjectName.of("dream-prod");
    private static final Secret AUTOMATIC = Secret.newBuilder()
            .setReplication(Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance()))
            .build();

    @TempDir
    Path state;

    private Store store;
    private ApiServer server;
    private Tokens tokens;
    private String address;

    @BeforeEach
    void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        store = Store.open(state.resolve("documents"));
        ServiceAccount account = ServiceAccount.in(state, "dream-prod", address + "/token");
        tokens = Tokens.in(state, account, address, Clock.systemUTC());
        Api api = new Api();
        new TokenEndpoint(account, tokens).register(api);
        new SecretManager(store, state.resolve("secrets")).register(api);
        server = ApiServer.start(List.of("127.0.0.1"), port, api, tokens);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private SecretManagerServiceClient client(com.google.api.gax.core.CredentialsProvider credentials)
            throws IOException {
        SecretManagerServiceSettings.Builder settings = SecretManagerServiceSettings.newHttpJsonBuilder();
        settings.setEndpoint(address).setCredentialsProvider(credentials);
        return SecretManagerServiceClient.create(settings.build());
    }

    private static ServiceAccountCredentials key(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(ServiceAccount.FILE))) {
            return (ServiceAccountCredentials)
                    ServiceAccountCredentials.fromStream(in).createScoped(SCOPE);
        }
    }

    @Test
    void a_secret_lives_its_whole_life_through_googles_client() throws IOException {
        try (SecretManagerServiceClient client = client(NoCredentialsProvider.create())) {
            Secret secret = client.createSecret(PROJECT, "db", AUTOMATIC);
            SecretVersion one = client.addSecretVersion(secret.getName(), payload("one"));
            SecretVersion two = client.addSecretVersion(secret.getName(), payload("two"));
            assertThat(value(client, SecretName.of("dream-prod", "db") + "/versions/latest"))
                    .isEqualTo("two");
            assertThat(client.listSecretVersions(secret.getName()).iterateAll())
                    .extracting(SecretVersion::getName)
                    .containsExactly(two.getName(), one.getName());
            assertThat(client.disableSecretVersion(one.getName()).getState()).isEqualTo(SecretVersion.State.DISABLED);
            assertThatThrownBy(() -> client.accessSecretVersion(one.getName()))
                    // The REST transport knows the HTTP status only; 400 stands for a failed precondition too.
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("is in DISABLED state");
            client.enableSecretVersion(one.getName());
            assertThat(value(client, one.getName())).isEqualTo("one");
            client.destroySecretVersion(one.getName());
            assertThat(client.getSecretVersion(one.getName()).hasDestroyTime()).isTrue();
            Secret labelled = client.updateSecret(
                    Secret.newBuilder()
                            .setName(secret.getName())
                            .setEtag(secret.getEtag())
                            .putLabels("team", "web")
                            .build(),
                    FieldMask.newBuilder().addPaths("labels").build());
            assertThat(labelled.getLabelsMap()).containsEntry("team", "web");
            assertThat(client.listSecrets(PROJECT).iterateAll()).hasSize(1);
            client.deleteSecret(secret.getName());
            assertThatThrownBy(() -> client.getSecret(secret.getName())).isInstanceOf(NotFoundException.class);
        }
    }

    private static SecretPayload payload(String value) {
        ByteString data = ByteString.copyFromUtf8(value);
        return SecretPayload.newBuilder()
                .setData(data)
                .setDataCrc32C(Payloads.checksum(data.toByteArray()))
                .build();
    }

    private static String value(SecretManagerServiceClient client, String name) {
        return client.accessSecretVersion(name).getPayload().getData().toStringUtf8();
    }

    @Test
    void the_handed_out_key_opens_the_api_by_exchange_and_by_signing_itself() throws IOException {
        Credentials selfSigning = key(state).createWithUseJwtAccessWithScope(true);
        for (Credentials credentials : List.of(key(state), selfSigning)) {
            try (SecretManagerServiceClient client = client(FixedCredentialsProvider.create(credentials))) {
                assertThat(client.listSecrets(PROJECT).iterateAll()).isEmpty();
            }
        }
    }

    @Test
    void a_foreign_token_is_refused() throws IOException {
        ServiceAccount.in(state.resolve("elsewhere"), "dream-prod", address + "/token");
        Credentials foreign = key(state.resolve("elsewhere")).createWithUseJwtAccessWithScope(true);
        try (SecretManagerServiceClient client = client(FixedCredentialsProvider.create(foreign))) {
            assertThatThrownBy(() -> client.getSecret(SecretName.of("dream-prod", "db")))
                    .isInstanceOf(UnauthenticatedException.class);
        }
    }

    @Test
    void googles_client_gets_an_id_token_for_a_service() throws IOException {
        IdTokenCredentials credentials = IdTokenCredentials.newBuilder()
                .setIdTokenProvider(key(state))
                .setTargetAudience("http://127.0.0.1:20001")
                .build();
        String token = credentials.refreshAccessToken().getTokenValue();
        assertThat(tokens.check(token, "http://127.0.0.1:20001")).isEqualTo(Admission.ADMITTED);
    }
}
