package dev.greenlight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The templates of startup mode as users copy them, run by act. What act does not have is replayed: the approval of the environment (it ignores
 * it), {@code actions/checkout} (the repository is mounted) and {@code actions/upload-artifact}.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class StartupTemplatesContainerIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String REGION = "europe-west1";
    private static final String BACKEND = "dreamcatchr-backend";

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path work;

    private final Shell shell = new Shell(System.getenv());
    private final String network = "greenlight-act-" + ProcessHandle.current().pid();
    private Sample sample;
    private Cloud cloud;
    private DemoOptions options;

    @BeforeEach
    void start() throws IOException {
        // Act calls its containers by the workflow's name: one that a run left which was stopped halfway would be in
        // the way.
        remove("docker ps --all --quiet --filter status=exited --filter name=^act-", "docker rm --force --volumes");
        options = new DemoOptions(
                ROOT,
                work,
                System.getProperty("greenlight.image", "greenlight:local"),
                network,
                false,
                Optional.empty(),
                Optional.empty(),
                1);
        sample = new Sample(
                shell,
                ROOT.resolve("examples/dreamcatchr"),
                ROOT.resolve("src/test/resources/demo"),
                work.resolve("dreamcatchr"));
        Path workflows = Files.createDirectories(sample.repository().resolve(".github/workflows"));
        for (String name : List.of("production.yml", "rollback.yml")) {
            Files.copy(ROOT.resolve("workflows-templates/startup").resolve(name), workflows.resolve(name));
        }
        Path state = Files.createDirectories(work.resolve("cloud"));
        cloud = new Cloud(
                options.cloudCommand(state), state, work.resolve("cloud.log"), "dreamcatchr-local", options.port());
        cloud.secret("dreamcatchr-database-url", cloud.databaseUrl());
        cloud.secret("dreamcatchr-secret-key", "a-key-that-only-this-test-uses-0123456789abcdef");
    }

    @AfterEach
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
        remove("docker ps --all --quiet --filter network=" + network, "docker rm --force --volumes");
        remove("docker volume ls --quiet --filter name=" + network, "docker volume rm --force");
        remove("docker network ls --quiet --filter name=" + network, "docker network rm");
    }

    @Test
    void pushes_to_main_are_released_and_the_button_puts_the_first_release_back() throws IOException {
        String first = sample.first();
        act("push", "production.yml", List.of());
        String one = serving();
        assertThat(one).contains(first.substring(0, 7));

        String second = sample.adding("v2", "list the newest dreams faster");
        // Without visitors nothing could be concluded of the second release, and it would go back.
        try (Load visitors = new Load(HttpUrl.get(cloud.url(REGION, "dreamcatchr-frontend")), 8, 40)) {
            act("push", "production.yml", List.of());
            assertThat(visitors.tally().count(Tally.Answer.FAILED)).isZero();
        }
        assertThat(serving()).contains(second.substring(0, 7));

        act("workflow_dispatch", "rollback.yml", List.of("--input", "reason=the templates are tried"));
        assertThat(serving()).isEqualTo(one);
    }

    private String serving() {
        Map<String, Integer> traffic = cloud.traffic(REGION, BACKEND);
        assertThat(traffic).hasSize(1).containsValue(100);
        return traffic.keySet().iterator().next();
    }

    private void act(String event, String workflow, List<String> more) throws IOException {
        String gateway = shell.must(
                ROOT, "docker", "network", "inspect", network, "--format", "{{(index .IPAM.Config 0).Gateway}}");
        Path secrets = work.resolve("secrets");
        Files.writeString(secrets, "GCP_SA_KEY='" + cloud.key() + "'\nGCP_REGISTRY_KEY=\n");
        List<String> arguments = new ArrayList<>(List.of(
                "--network",
                network,
                "--secret-file",
                secrets.toString(),
                "--local-repository",
                "greenlight-dev/greenlight@v1=" + ROOT,
                "--var",
                "GREENLIGHT_ENVIRONMENT=local",
                "--var",
                "GREENLIGHT_API_ENDPOINT=" + options.api(gateway),
                "--var",
                "GREENLIGHT_REGISTRY_ENDPOINT=" + options.registry(gateway)));
        arguments.addAll(more);
        new Act(shell, work, options.image()).run(sample.repository(), event, workflow, arguments);
    }

    private void remove(String listing, String removal) {
        String listed = shell.must(ROOT, listing.split(" "));
        List<String> names = listed.lines().toList();
        if (!names.isEmpty()) {
            List<String> arguments = new ArrayList<>(Arrays.asList(removal.split(" ")));
            arguments.addAll(names);
            shell.must(ROOT, arguments.toArray(String[]::new));
        }
    }
}
