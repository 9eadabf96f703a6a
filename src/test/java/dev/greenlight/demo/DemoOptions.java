package dev.greenlight.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code scripts/demo.sh} decides.
 *
 * @param root the project's folder
 * @param work a folder for everything that the demonstration makes
 * @param image the image of the five actions
 * @param network the job's network
 * @param keep whether the cloud goes on at the end
 * @param report where the measured figures are written
 * @param pictures where the picture of each move of traffic is kept
 * @param perSecond requests a second
 */
record DemoOptions(
        Path root,
        Path work,
        String image,
        String network,
        boolean keep,
        Optional<Path> report,
        Optional<Path> pictures,
        int perSecond) {
    private static final Duration METRIC_LAG = Duration.ofSeconds(1);

    static DemoOptions from(Map<String, String> environment) {
        return new DemoOptions(
                Path.of(environment.getOrDefault("DEMO_ROOT", "."))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(environment.getOrDefault("DEMO_WORK", "target/demo"))
                        .toAbsolutePath()
                        .normalize(),
                environment.getOrDefault("DEMO_IMAGE", "greenlight:local"),
                environment.getOrDefault("DEMO_NETWORK", "greenlight"),
                environment.getOrDefault("DEMO_KEEP", "").equals("true"),
                path(environment, "DEMO_REPORT"),
                path(environment, "DEMO_PICTURES"),
                Integer.parseInt(environment.getOrDefault("DEMO_RATE", "120")));
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(file -> !file.isBlank())
                .map(Path::of);
    }

    /** Visitors at the same time; enough for the pace while the slowest answers take some hundred milliseconds. */
    int visitors() {
        return 16;
    }

    int port() {
        return 8787;
    }

    String api(String gateway) {
        return "http://" + gateway + ":" + port();
    }

    String registry(String gateway) {
        return "http://" + gateway + ":5000";
    }

    /** In what the local cloud is quicker here than Cloud Run, for those who read the times below it. */
    static String quicker() {
        return "The local cloud is asked for request metrics " + METRIC_LAG.toSeconds() + " s late (--metric-lag "
                + METRIC_LAG.toSeconds() + "s); Cloud Run's are about 180 s late, so a release is judged later there.";
    }

    List<String> cloudCommand(Path state) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-jar", root.resolve("target/greenlight.jar").toString(), "local-cloud"));
        command.addAll(List.of("--state", state.toString(), "--network", network, "--port", String.valueOf(port())));
        // Google's metrics arrive minutes late; the demonstration does not wait for that.
        command.addAll(List.of("--metric-lag", METRIC_LAG.toSeconds() + "s", "--sql", "--registry"));
        return command;
    }
}
