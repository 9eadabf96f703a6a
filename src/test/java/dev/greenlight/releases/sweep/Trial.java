package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.actions.Program;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One service in a project of its own, and the commands that a person on a laptop runs for it. */
final class Trial {
    private static final String SERVICE = "web";
    /** Judged without patience or scruples: what is tried is not the judge. */
    private static final String LENIENT =
            "observe: 300ms, observe-limit: 300ms, minimum-requests: 1, undecided: proceed, maximum-error-rate: 1.0";
    /** The judge decides, and says no when it cannot. */
    private static final String STRICT =
            "observe: 1s, observe-limit: 20s, minimum-requests: 20, undecided: abort, maximum-error-rate: 0.05";
    /** The child works in another folder. */
    private static final String CLASSES = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    private final Lane lane;
    private final String project;
    private final String config;
    private final String bakes;
    private final Map<Build, String> strict;

    Trial(Lane lane, String project) throws IOException {
        this.lane = lane;
        this.project = project;
        this.config = write("", Build.GOOD, "10s", "none", LENIENT);
        this.bakes = write("-bakes", Build.GOOD, "10s", "500ms", LENIENT);
        this.strict = Map.of(
                Build.UNHEALTHY, write("-unhealthy", Build.UNHEALTHY, "1s", "none", LENIENT),
                Build.FAILING, write("-failing", Build.FAILING, "10s", "none", STRICT));
    }

    /**
     * @param healthLimit how long an unhealthy revision is waited for
     * @param judge what is said to the judge of real requests
     */
    private String write(String suffix, Build build, String healthLimit, String bake, String judge) throws IOException {
        String name = project + suffix + ".yml";
        Files.writeString(lane.workspace().resolve(name), """
                version: 1
                services:
                  web:
                    kind: django
                    path: web
                    port: 8000
                    health: /health
                    version: /version
                    migrate: [python, manage.py, migrate]
                release:
                  steps: [50, 100]
                  bake: %s
                  gate: {successes: %d, health-limit: %s, %s}
                environments:
                  production:
                    project: %s
                    regions: [europe-west1]
                    registry: %s
                    services:
                      web:
                        name: web
                """.formatted(
                        bake, Gates.SUCCESSES, healthLimit, judge, project, build.registry()));
        return name;
    }

    List<String> deploying(String version, Build build, String... more) throws IOException {
        return deploying(version, build, strict.getOrDefault(build, config), List.of(more));
    }

    /** Watched for a while after its last step. */
    List<String> baking(String version) throws IOException {
        return deploying(version, Build.GOOD, bakes, List.of());
    }

    private List<String> deploying(String version, Build build, String file, List<String> more) throws IOException {
        List<String> line = new ArrayList<>(common("deploy-bluegreen", file));
        line.addAll(List.of(
                "--version",
                version,
                "--images",
                "{\"web\":\"" + build.registry() + "/web@" + Lane.digest() + "\"}",
                "--registry-endpoint",
                lane.registry()));
        line.addAll(more);
        return line;
    }

    List<String> rolling(String... more) throws IOException {
        List<String> line = new ArrayList<>(common("rollback", config));
        line.addAll(List.of("--reason", "for the test", "--registry-endpoint", lane.registry()));
        line.addAll(List.of(more));
        return line;
    }

    private List<String> common(String command, String file) throws IOException {
        return List.of(
                command,
                "--config",
                file,
                "--environment",
                "production",
                "--api-endpoint",
                lane.api(),
                "--credentials",
                lane.key());
    }

    /** In this process, by somebody of that name: to the lock it is another owner, whose process is alive. */
    Ended here(String user, List<String> line) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("USER", user, "PATH", System.getenv("PATH"));
        int code = Program.of(environment, lane.workspace(), new PrintStream(said, true, StandardCharsets.UTF_8), false)
                .run(line);
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }

    Ended deploy(String version) throws IOException {
        return here("anna", deploying(version, Build.GOOD));
    }

    Ended rollback() throws IOException {
        return here("anna", rolling());
    }

    /** A process of its own. */
    Child child(List<String> line) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                CLASSES,
                "dev.greenlight.Main"));
        command.addAll(line);
        Path output = Files.createTempFile(lane.workspace().getParent(), "child", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(lane.workspace().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
        builder.environment().put("USER", "berta");
        return new Child(builder.start(), output);
    }

    private String parent() {
        return "/v2/projects/" + project + "/locations/europe-west1";
    }

    JsonNode service() {
        return lane.get(parent() + "/services/" + SERVICE);
    }

    boolean exists() {
        return service().has("name");
    }

    String url() {
        return service().path("uri").asText();
    }

    /** Somebody with another tool. */
    JsonNode setTraffic(String traffic) {
        return lane.call(
                "PATCH", parent() + "/services/" + SERVICE + "?updateMask=traffic", "{\"traffic\":" + traffic + "}");
    }

    /** Somebody with another tool makes the service. */
    JsonNode make(String revision) {
        return lane.call(
                "POST",
                parent() + "/services?serviceId=" + SERVICE,
                "{\"template\":{\"revision\":\"" + revision
                        + "\",\"containers\":[{\"image\":\"localhost:5000/dreams/images/web@" + Lane.digest()
                        + "\",\"ports\":[{\"containerPort\":8000}]}]}}");
    }

    /** The share of all traffic that the specification gives to revisions of that version. */
    int share(String version) {
        int share = 0;
        for (JsonNode target : service().path("traffic")) {
            if (target.path("revision").asText().startsWith(SERVICE + "-" + version + "-")) {
                share += target.path("percent").asInt();
            }
        }
        return share;
    }

    /** The revision of that version with traffic. */
    String revision(String version) {
        for (JsonNode target : service().path("traffic")) {
            if (target.path("revision").asText().startsWith(SERVICE + "-" + version + "-")
                    && target.path("percent").asInt() > 0) {
                return target.path("revision").asText();
            }
        }
        return "";
    }

    boolean reconciling() {
        return service().path("reconciling").asBoolean();
    }

    boolean intended() {
        return service().path("annotations").has("greenlight.dev/intent");
    }

    /** After what is still under way has ended. */
    Footing footing() throws IOException {
        List<String> faults = new ArrayList<>();
        if (!Lane.becomes(() -> !reconciling(), Duration.ofSeconds(20))) {
            faults.add("Cloud Run still works on the service");
        }
        if (!Lane.becomes(() -> running() == 0, Duration.ofSeconds(20))) {
            faults.add("a migration still runs");
        }
        if (lane.tasks().most() > 1) {
            faults.add(lane.tasks().most() + " migrations ran at once");
        }
        Footing found = Footing.of(
                service(),
                Footing.names(lane.get(parent() + "/services/" + SERVICE + "/revisions")
                        .path("revisions")));
        faults.addAll(found.faults());
        return new Footing(found.serving(), found.good(), found.withdrawn(), faults);
    }

    private long running() {
        long running = 0;
        for (JsonNode execution :
                lane.get(parent() + "/jobs/" + SERVICE + "-migrate/executions").path("executions")) {
            running += execution.path("completionTime").asText().isEmpty() ? 1 : 0;
        }
        return running;
    }
}
