package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The credentials that are there already, which Google's own tools find too: no input names them. In processes of their own. */
class AmbientCredentialsCloudIT extends DoorsOnTheCloud {
    /** An address on this machine would be asked without credentials, so that the cloud has a name here. */
    private OwnProcess.Ended run(Map<String, String> credentials, String... line)
            throws IOException, InterruptedException {
        Path hosts = Files.writeString(state.resolve("hosts"), "127.0.0.1 cloud.test\n127.0.0.1 localhost\n");
        List<String> whole = new ArrayList<>(List.of(line));
        whole.addAll(List.of(
                "--environment",
                "production",
                "--api-endpoint",
                "http://cloud.test:" + URI.create(cloud.apiUrl()).getPort(),
                "--registry-endpoint",
                "http://127.0.0.1:" + registry.getAddress().getPort()));
        Map<String, String> environment = new HashMap<>(credentials);
        environment.put("USER", "anna");
        environment.put("HOME", state.toString());
        // Whoever finds no file asks the machine whether it is one of Google's.
        environment.put("NO_GCE_CHECK", "true");
        return OwnProcess.start(workspace, List.of("-Djdk.net.hosts.file=" + hosts), environment, whole)
                .end();
    }

    private OwnProcess.Ended deploy(Map<String, String> environment, String version)
            throws IOException, InterruptedException {
        return run(
                environment,
                "deploy-bluegreen",
                "--version",
                version,
                "--images",
                "{\"backend\":\"localhost:5000/dreams/images/backend@" + digest() + "\"}");
    }

    /** How many tokens the cloud was asked for. */
    private int tokens() throws IOException {
        try (InputStream answer =
                URI.create(cloud.apiUrl() + "/_faults").toURL().openStream()) {
            return new ObjectMapper().readTree(answer).at("/rules/0/seen").asInt();
        }
    }

    private static Map<String, String> file(Path key) {
        return Map.of("GOOGLE_APPLICATION_CREDENTIALS", key.toString());
    }

    @Test
    void the_file_that_the_environment_names_carries_a_first_release_another_one_and_a_rollback() throws Exception {
        Map<String, String> there = file(state.resolve("service-account.json"));
        cloud.faults("rules: [{on: oauth.token, latency: 0ms}, {on: run.services.patch, latency: 0ms}]");

        OwnProcess.Ended first = deploy(there, "v1");
        assertThat(first.code()).as(first.output()).isEqualTo(0);
        assertThat(tokens()).as("tokens that the key was exchanged for").isPositive();
        OwnProcess.Ended second = deploy(there, "v2");
        assertThat(second.code()).as(second.output()).isEqualTo(0);
        assertThat(service().traffic()).contains("dreams-backend-v2-");

        OwnProcess.Ended back = run(there, "rollback", "--reason", "for the test");
        assertThat(back.code()).as(back.output()).isEqualTo(0);
        assertThat(service().traffic()).contains("dreams-backend-v1-");
    }

    @Test
    void credentials_that_are_not_there_or_are_not_accepted_change_nothing_and_are_said() throws Exception {
        deploy("v1", digest());
        Service before = service();
        Path strange = Files.writeString(
                state.resolve("strange.json"),
                Files.readString(state.resolve("service-account.json"))
                        .replaceFirst(
                                "\"client_email\" ?: ?\"[^\"]*\"", "\"client_email\":\"stranger@elsewhere.test\""));

        for (Map<String, String> environment :
                List.<Map<String, String>>of(Map.of(), file(state.resolve("no-such.json")), file(strange))) {
            OwnProcess.Ended refused = deploy(environment, "v2");
            assertThat(refused.code()).as(refused.output()).isEqualTo(3);
            assertThat(refused.output())
                    .contains("application default credentials of this machine")
                    .doesNotContain("PRIVATE KEY", "Exception in thread");
        }
        assertThat(service()).isEqualTo(before);
    }
}
