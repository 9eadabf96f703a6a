package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors to the cloud refuse before they reach for it. */
class CloudDoorsTest {
    private static final String IMAGE = "localhost:5000/dreamcatchr/images/backend@sha256:" + "a".repeat(64);

    @TempDir
    Path workspace;

    @BeforeEach
    void a_repository_with_one_service() throws IOException {
        Files.createDirectories(workspace.resolve("backend"));
        project("[europe-west1]");
    }

    private void project(String regions) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend:
                    kind: django
                    path: backend
                    port: 8000
                    health: /health
                environments:
                  production:
                    project: dreamcatchr
                    regions: %s
                    registry: localhost:5000/dreamcatchr/images
                    services:
                      backend:
                        name: dreamcatchr-backend
                """.formatted(regions));
    }

    @Test
    void everything_that_is_wrong_with_a_deploy_is_said_at_once() {
        assertThat(faults(
                        new DeployBluegreenDoor(),
                        Map.of(
                                "environment", "prod",
                                "images", "backend=latest",
                                "version", "a b",
                                "mode", "destroy",
                                "force", "yes",
                                "plan-hash", "x",
                                "api-endpoint", "ftp://cloud",
                                "credentials", "secret-key-text")))
                .contains("environment", "version", "mode", "force", "plan-hash", "api-endpoint", "credentials");
        assertThat(faults(new DeployBluegreenDoor(), Map.of())).contains("environment", "images");
    }

    @Test
    void a_secret_is_not_shown_when_it_is_refused() {
        assertThatThrownBy(() -> open(
                        new DeployBluegreenDoor(),
                        Map.of("environment", "production", "images", "{}", "credentials", "secret-key-text")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("secret-key-text")
                .hasMessageContaining("***");
    }

    @Test
    void images_are_by_digest_and_there_is_one_for_every_service() {
        for (String images : List.of(
                "nonsense",
                "[]",
                "{}",
                "{\"frontend\":\"" + IMAGE + "\"}",
                "{\"backend\":\"localhost:5000/dreamcatchr/images/backend:latest\"}",
                "{\"backend\":\"localhost:5000/dreamcatchr/images/backend\"}",
                "{\"backend\":7}",
                "{\"backend\":\"" + IMAGE + "\",\"other\":\"x\"}")) {
            assertThat(faults(new DeployBluegreenDoor(), Map.of("environment", "production", "images", images)))
                    .as(images)
                    .isNotEmpty()
                    .containsOnly("images");
        }
    }

    @Test
    void an_image_of_another_registry_repository_or_service_is_refused() throws IOException {
        String digest = "@sha256:" + "a".repeat(64);
        for (String image : List.of(
                "localhost:5000/dreams/images/backend" + digest,
                "elsewhere.test/dreamcatchr/images/backend" + digest,
                "localhost:5000/dreamcatchr/images-evil/backend" + digest,
                "localhost:5000/dreamcatchr/images/unrelated" + digest,
                "localhost:5000/dreamcatchr/images/backend/backend" + digest,
                "localhost:5000/dreamcatchr/images/more/backend" + digest)) {
            assertThatThrownBy(() -> open(
                            new DeployBluegreenDoor(),
                            Map.of("environment", "production", "images", "{\"backend\":\"" + image + "\"}")))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("backend: " + image)
                    .hasMessageContaining(
                            "an image of backend in the environment's registry, localhost:5000/dreamcatchr/images,"
                                    + " where build-scan calls it localhost:5000/dreamcatchr/images/backend");
        }
        String more = Files.readString(workspace.resolve("greenlight.yml"))
                .replace(
                        "environments:",
                        "  web: { kind: react, path: backend, port: 8080, health: /health }\nenvironments:")
                .replaceFirst("\\s+$", "\n      web:\n        name: dreamcatchr-web\n");
        Files.writeString(workspace.resolve("greenlight.yml"), more);
        String images = "localhost:5000/dreamcatchr/images/";
        assertThatThrownBy(() -> open(
                        new DeployBluegreenDoor(),
                        Map.of(
                                "environment",
                                "production",
                                "images",
                                "{\"backend\":\"" + images + "web" + digest + "\",\"web\":\"" + images + "backend"
                                        + digest + "\"}")))
                .hasMessageContaining("an image of backend in")
                .hasMessageContaining("an image of web in");
    }

    @Test
    void a_plan_file_that_is_missing_elsewhere_or_no_plan_is_refused() throws IOException {
        Files.writeString(workspace.resolve("notes.txt"), "a plan");
        Files.createDirectory(workspace.resolve("folder"));
        Map<String, String> base = Map.of("environment", "production", "images", "{\"backend\":\"" + IMAGE + "\"}");

        for (String name : List.of("no-such.json", "notes.txt", "folder", "../plan.json", "/etc/passwd")) {
            assertThat(faults(new DeployBluegreenDoor(), with(base, "plan-file", name)))
                    .as(name)
                    .isNotEmpty()
                    .containsOnly("plan-file");
        }
    }

    @Test
    void a_key_that_is_cut_off_is_refused_by_what_it_lacks_and_never_shown() {
        String cut = "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----abcdef";
        for (Door door : List.of(new DeployBluegreenDoor(), new RollbackDoor())) {
            assertThatThrownBy(() -> open(door, Map.of("environment", "production", "credentials", cut)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("credentials: '***'")
                    .hasMessageContaining("it was cut off")
                    .hasMessageNotContaining("abcdef");
        }
    }

    @Test
    void more_than_one_region_is_refused_clearly() throws IOException {
        project("[europe-west1, us-central1]");

        assertThatThrownBy(() -> open(new RollbackDoor(), Map.of("environment", "production")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("europe-west1, us-central1")
                .hasMessageContaining("not supported yet");
    }

    @Test
    void a_rollback_wants_an_environment_and_a_target_that_can_be_one() {
        assertThat(faults(new RollbackDoor(), Map.of("to", "../v1", "dry-run", "maybe")))
                .containsExactlyInAnyOrder("environment", "to", "dry-run");
        assertThat(faults(new RollbackDoor(), Map.of("environment", "production", "config", "../../etc/passwd")))
                .contains("config");
    }

    @Test
    void a_sign_in_without_a_key_is_complete_and_the_only_one() {
        String provider = "projects/12/locations/global/workloadIdentityPools/github/providers/acme";
        String account = "deployer@acme.iam.gserviceaccount.com";
        Map<String, String> base = Map.of("environment", "production");

        assertThat(faults(new RollbackDoor(), with(base, "workload-identity-provider", provider)))
                .contains("service-account", "workload-identity-provider");
        assertThat(faults(new RollbackDoor(), with(base, "service-account", account)))
                .containsExactly("workload-identity-provider");
        assertThat(faults(
                        new RollbackDoor(),
                        with(with(base, "workload-identity-provider", "github/acme"), "service-account", "deployer")))
                .contains("workload-identity-provider", "service-account");
        assertThatThrownBy(() -> open(
                        new RollbackDoor(),
                        with(with(base, "workload-identity-provider", provider), "service-account", account)))
                .hasMessageContaining("ACTIONS_ID_TOKEN_REQUEST_URL")
                .hasMessageContaining("id-token: write");
        assertThatThrownBy(() -> open(
                        new RollbackDoor(),
                        with(
                                with(with(base, "workload-identity-provider", provider), "service-account", account),
                                "credentials",
                                "{}")))
                .hasMessageContaining("one way to sign in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "ftp://tokens.example/", "https://"})
    void a_token_address_that_is_none_is_refused_like_one_that_is_missing(String address) {
        assertThatThrownBy(() -> open(
                        new RollbackDoor(),
                        Map.of(
                                "environment",
                                "production",
                                "workload-identity-provider",
                                "projects/12/locations/global/workloadIdentityPools/github/providers/acme",
                                "service-account",
                                "deployer@acme.iam.gserviceaccount.com"),
                        Map.of(
                                "ACTIONS_ID_TOKEN_REQUEST_URL",
                                address,
                                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                                "t-0123456789")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ACTIONS_ID_TOKEN_REQUEST_URL is no address");
    }

    private static Map<String, String> with(Map<String, String> base, String name, String value) {
        Map<String, String> more = new HashMap<>(base);
        more.put(name, value);
        return more;
    }

    private List<String> faults(Door door, Map<String, String> given) {
        try {
            open(door, given);
        } catch (InvalidInput refused) {
            return refused.faults().stream().map(InvalidInput.Fault::name).toList();
        }
        throw new AssertionError("it was not refused");
    }

    private void open(Door door, Map<String, String> given) {
        open(door, given, Map.of());
    }

    private void open(Door door, Map<String, String> given, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>(Map.of("config", "greenlight.yml"));
        values.putAll(given);
        door.open(
                new Inputs(values),
                new Surroundings(
                        workspace,
                        workspace,
                        with(environment, "GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567"),
                        new FakeCommands(),
                        new FakeProgress(),
                        Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC)));
    }
}
