package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.world.ServiceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be meant, while two releases are there to be harmed: the exit code says so, and no field of any service has changed. */
class BadInputsCloudIT extends DoorsOnTheCloud {
    private static final String PLACE = "localhost:5000/dreams/images/";
    private static final String PROVIDER = "projects/12/locations/global/workloadIdentityPools/github/providers/acme";

    private String other = "";

    @BeforeEach
    void two_releases_and_another_service() throws IOException {
        Files.writeString(
                workspace.resolve("other.yml"),
                Files.readString(workspace.resolve("greenlight.yml")).replace("dreams-backend", "dreams-other"));
        other = deploy("v1", digest(), Map.of("config", "other.yml")).outputs().getOrDefault("revision", "");
        assertThat(other).startsWith("dreams-other-v1-");
        deploy("v1", digest());
        deploy("v2", digest());
    }

    /** @param values the inputs that differ from good ones; empty text for one that is not given */
    private record Bad(int code, String said, Map<String, String> values) {}

    private static Bad refused(String name, String value, String said) {
        return new Bad(2, said, Map.of(name, value));
    }

    private void assertUntouched(String action, Map<String, String> good, List<Bad> table) throws IOException {
        String before = documents();
        SoftAssertions softly = new SoftAssertions();
        for (Bad bad : table) {
            Map<String, String> values = new HashMap<>(good);
            values.put("environment", "production");
            values.put("api-endpoint", cloud.apiUrl());
            values.put("credentials", Files.readString(state.resolve("service-account.json")));
            values.put(
                    "registry-endpoint",
                    "http://127.0.0.1:" + registry.getAddress().getPort());
            values.putAll(bad.values());
            List<String> line = new ArrayList<>(List.of(action));
            values.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    line.addAll(List.of("--" + name, value));
                }
            });
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int code = Program.of(
                            Map.of("USER", "anna"),
                            workspace,
                            new PrintStream(said, true, StandardCharsets.UTF_8),
                            false)
                    .run(line);
            String output = said.toString(StandardCharsets.UTF_8);
            String words =
                    action + " with " + bad.values().keySet() + ", expected: " + bad.said() + ", said: " + output;
            softly.assertThat(code).as(words).isEqualTo(bad.code());
            softly.assertThat(output)
                    .as(words)
                    .contains(bad.said())
                    .doesNotContain("PRIVATE KEY", "\tat dev.greenlight");
            softly.assertThat(documents()).as(words).isEqualTo(before);
        }
        softly.assertAll();
    }

    private static String images(String image) {
        return "{\"backend\":\"" + image + "\"}";
    }

    /** Files that say something else of the release or of the environment. */
    private List<Bad> files() throws IOException {
        String good = Files.readString(workspace.resolve("greenlight.yml"));
        Map<String, String> changes = Map.of(
                "steps: [100]", "steps: [50, 10, 100]",
                "successes: 2", "successes: none",
                "observe-limit: 5s", "observe-limit: 100ms",
                "kind: django", "kind: flask",
                "port: 8000", "port: 80000",
                "name: dreams-backend", "name: Dreams",
                "project: dreams", "project: 7",
                "[europe-west1]", "[moon]",
                "minimum-requests: 1", "minimum-requests: -1",
                "undecided: proceed", "undecided: maybe");
        List<Bad> table = new ArrayList<>();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String name = "bad-" + table.size() + ".yml";
            Files.writeString(workspace.resolve(name), good.replace(change.getKey(), change.getValue()));
            table.add(refused("config", name, name + ":"));
        }
        for (String steps : List.of("[10, 50]", "[50, 50, 100]", "[0, 100]", "[100, 101]", "[]", "all")) {
            String name = "bad-" + table.size() + ".yml";
            Files.writeString(workspace.resolve(name), good.replace("steps: [100]", "steps: " + steps));
            table.add(refused("config", name, "release.steps"));
        }
        return table;
    }

    @Test
    void a_deploy() throws IOException {
        String image = PLACE + "backend@" + digest();
        List<Bad> table = new ArrayList<>(List.of(
                refused("environment", "moon", "environment: 'moon'"),
                refused("environment", "", "environment: ''"),
                refused("images", "", "images: ''"),
                refused("images", "latest", "images: 'latest'"),
                refused("images", "[\"" + image + "\"]", "a JSON object"),
                refused("images", "{}", "an image for every service"),
                refused("images", images(PLACE + "backend:latest"), "an image by digest: HOST/PATH@sha256:"),
                refused("images", images(PLACE + "backend@sha256:12ab"), "an image by digest: HOST/PATH@sha256:"),
                refused("images", images(PLACE + "unrelated@" + digest()), "build-scan calls it " + PLACE + "backend"),
                refused("images", images("elsewhere.test/dreams/backend@" + digest()), "an image of backend in"),
                refused("images", "{\"web\":\"" + image + "\"}", "there is none for backend"),
                refused("version", "a b", "version: 'a b'"),
                refused("version", "v" + "1".repeat(200), "at most 128"),
                refused("mode", "destroy", "mode: 'destroy'"),
                refused("force", "yes", "force: 'yes'"),
                refused("plan-hash", "12ab", "plan-hash: '12ab'"),
                refused("plan-file", "none.json", "plan-file: 'none.json'"),
                refused("plan-file", "greenlight.yml", "plan-file: 'greenlight.yml'"),
                refused("config", "../greenlight.yml", "config: '../greenlight.yml'"),
                refused("config", "none.yml", "none.yml"),
                refused("api-endpoint", "ftp://cloud", "api-endpoint: 'ftp://cloud'"),
                refused("registry-endpoint", "there", "registry-endpoint: 'there'")));
        table.addAll(signIns());
        table.addAll(files());

        assertUntouched("deploy-bluegreen", Map.of("version", "v3", "images", images(image)), table);
    }

    private List<Bad> signIns() throws IOException {
        String key = Files.readString(state.resolve("service-account.json"));
        return List.of(
                refused("credentials", "key.json", "credentials: '***'"),
                refused("credentials", key.substring(0, key.length() / 2), "it was cut off"),
                refused("workload-identity-provider", PROVIDER, "one way to sign in"),
                refused("service-account", "deployer@acme.iam.gserviceaccount.com", "workload-identity-provider"),
                new Bad(3, "make a new one", Map.of("credentials", key.replace("@", "@no-such-"))));
    }

    @Test
    void a_rollback() throws IOException {
        List<Bad> table = new ArrayList<>(List.of(
                refused("environment", "moon", "environment: 'moon'"),
                refused("environment", "", "environment: ''"),
                refused("to", "../v1", "to: '../v1'"),
                refused("to", "v 1", "to: 'v 1'"),
                refused("to", "v9", "known releases: v2, v1"),
                refused("to", "dreams-backend-v9-abcde", "known releases: v2, v1"),
                refused("to", other, "known releases: v2, v1"),
                refused("when", "never", "when: 'never'"),
                refused("reason", "slow\n::set-output name=outcome::rolled-back", "one line of at most 500 characters"),
                refused("reason", "slow\u2028slower", "one line of at most 500 characters"),
                refused("reason", "x".repeat(501), "one line of at most 500 characters"),
                refused("dry-run", "1", "dry-run: '1'"),
                refused("config", "/etc/passwd", "config: '/etc/passwd'"),
                refused("api-endpoint", "there", "api-endpoint: 'there'"),
                refused("registry-endpoint", "there", "registry-endpoint: 'there'")));
        table.addAll(signIns());
        table.addAll(files());

        assertUntouched("rollback", Map.of("reason", "for the test"), table);
        assertThat(cloud().service(new ServiceName("dreams-other"))).isPresent();
    }

    @Test
    void what_a_rollback_may_be_given_as_its_reason_is_kept() throws IOException {
        String reason = "Größe & \"Preis\" falsch: 100 % – siehe #12 " + "x".repeat(400);

        assertThat(roll(Map.of("reason", reason)).outputs()).containsEntry("outcome", "rolled-back");
        assertThat(cloud().service(new ServiceName("dreams-backend"))
                        .orElseThrow()
                        .annotations()
                        .get("greenlight.dev/rolled-back"))
                .contains("Größe & \\\"Preis\\\" falsch");
    }
}
