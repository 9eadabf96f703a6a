package dev.greenlight.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Shows the main job: two good releases, two bad ones that go back by themselves, and a rollback by hand, under load.
 *
 * <p>Arguments are environment variables set by {@code scripts/demo.sh}, which is the way to start it.
 */
public final class Demo implements AutoCloseable {
    private static final String PROJECT = "dreamcatchr-local";
    private static final String REGION = "europe-west1";
    private static final String BACKEND = "dreamcatchr-backend";
    private static final String FRONTEND = "dreamcatchr-frontend";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DemoOptions options;
    private final Shell shell = new Shell(System.getenv());
    private final DemoReport report = new DemoReport();
    private final Runner runner;
    private final Sample sample;
    private @Nullable Cloud cloud;
    private @Nullable Load load;

    private Demo(DemoOptions options) {
        this.options = options;
        this.runner = new Runner(
                shell, options.image(), options.network(), options.work().resolve("steps"));
        this.sample = new Sample(
                shell,
                options.root().resolve("examples/dreamcatchr"),
                options.root().resolve("src/test/resources/demo"),
                options.work().resolve("runner/dreamcatchr/dreamcatchr"));
    }

    public static void main(String[] arguments) throws IOException {
        DemoOptions options = DemoOptions.from(System.getenv());
        int code = 1;
        Demo demo = new Demo(options);
        Thread cleaning = new Thread(demo::close);
        Runtime.getRuntime().addShutdownHook(cleaning);
        try {
            demo.run();
            code = 0;
        } catch (DemoFailed e) {
            say("\nThe demonstration failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private void run() throws IOException {
        try {
            show();
        } catch (DemoFailed e) {
            if (load != null && cloud != null) {
                load.close();
                write(load, cloud.canaryErrors(BACKEND).size());
            }
            throw e;
        }
    }

    private void write(Load measured, int logged) {
        options.report().ifPresent(file -> report.write(file, measured.tally(), measured.rate(), logged));
    }

    private void show() throws IOException {
        Cloud started = startCloud();
        release("v1", sample.first(), "released");
        HttpUrl site = HttpUrl.get(started.url(REGION, FRONTEND));
        Load constant = new Load(site, options.visitors(), options.perSecond());
        load = constant;
        say("Load runs against " + site + " (through loopback), " + options.perSecond()
                + " requests a second, from here to the end.");
        release("v2", sample.adding("v2", "list the newest dreams faster"), "released");
        release("v3", sample.misbehaving("v3", "a health check that fails in the cloud"), "rolled-back");
        sample.revert();
        release("v4", sample.misbehaving("v4", "one request in twenty answers 500"), "rolled-back");
        sample.revert();
        rollback("v1");
        constant.close();
        conclude(started, constant);
    }

    private Cloud startCloud() throws IOException {
        say("Starting the local cloud ...");
        say(DemoOptions.quicker());
        Path state = options.work().resolve("cloud");
        Files.createDirectories(state);
        Cloud started = new Cloud(
                options.cloudCommand(state), state, options.work().resolve("cloud.log"), PROJECT, options.port());
        cloud = started;
        started.secret("dreamcatchr-database-url", started.databaseUrl());
        started.secret("dreamcatchr-secret-key", UUID.randomUUID().toString() + UUID.randomUUID());
        return started;
    }

    private void release(String version, String commit, String expected) throws IOException {
        say("\n" + version + ": " + sample.repository());
        Cloud running = running();
        must(action("quality", commit, Map.of()), 0);
        must(action("test", commit, Map.of()), 0);
        Runner.Result built = must(
                action(
                        "build-scan",
                        commit,
                        Map.of(
                                "environment",
                                "local",
                                "version",
                                version,
                                "registry-endpoint",
                                options.registry(gateway()))),
                0);
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("environment", "local");
        inputs.put("version", version);
        inputs.put("images", built.output("images"));
        inputs.put("credentials", running.key());
        inputs.put("api-endpoint", options.api(gateway()));
        inputs.put("registry-endpoint", options.registry(gateway()));
        Runner.Result deployed = action("deploy-bluegreen", commit, inputs);
        boolean good = expected.equals("released");
        must(deployed, good ? 0 : 1);
        record(version, deployed);
        keepPicture("deploy-bluegreen", version);
        String outcome = deployed.output("outcome");
        if (!outcome.equals(expected)) {
            throw new DemoFailed(
                    version + " ended as '" + outcome + "' instead of '" + expected + "'; see " + deployed.log());
        }
    }

    private void record(String version, Runner.Result deployed) throws IOException {
        JsonNode data = MAPPER.readTree(sample.repository()
                .resolve("greenlight-reports/deploy-bluegreen.json")
                .toFile());
        report.add(new DemoReport.Release(
                version,
                deployed.output("outcome"),
                deployed.output("revision"),
                data.path("secondsToDecision").asDouble(),
                data.path("secondsToRestore").asDouble(),
                shortened(data.path("reason").asText(""))));
    }

    /** Traffic over time as the action drew it; there is none of a run in which no traffic moved. */
    private void keepPicture(String action, String version) throws IOException {
        Path drawn = sample.repository().resolve("greenlight-reports/" + action + "-traffic.svg");
        if (options.pictures().isEmpty() || !Files.exists(drawn)) {
            return;
        }
        Path folder = Files.createDirectories(options.pictures().get());
        Files.copy(drawn, folder.resolve(action + "-" + version + ".svg"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(drawn);
    }

    private static String shortened(String reason) {
        return reason.length() <= 100 ? reason : reason.substring(0, 99) + "…";
    }

    private void rollback(String version) throws IOException {
        say("\nrollback: by hand, to " + version);
        Runner.Result result = must(
                action(
                        "rollback",
                        sample.repositoryHead(),
                        Map.of(
                                "environment",
                                "local",
                                "to",
                                version,
                                "reason",
                                "the demonstration goes back to " + version,
                                "credentials",
                                running().key(),
                                "api-endpoint",
                                options.api(gateway()),
                                "registry-endpoint",
                                options.registry(gateway()))),
                0);
        keepPicture("rollback", version);
        report.set(new DemoReport.Rollback(
                result.output("outcome"), Math.round(result.seconds() * 10) / 10.0, result.output("revision")));
        String first = report.releases().getFirst().revision();
        Map<String, Integer> traffic = running().traffic(REGION, BACKEND);
        if (!traffic.equals(Map.of(first, 100))) {
            throw new DemoFailed("after the rollback to " + version + " (" + first + ") traffic is " + traffic);
        }
    }

    private void conclude(Cloud running, Load constant) throws IOException {
        Tally tally = constant.tally();
        Set<String> logged = running.canaryErrors(BACKEND);
        Set<String> seen = tally.canaryIds();
        write(constant, logged.size());
        say(report.table(tally, constant.rate(), logged.size()));
        tally.failures().forEach(failure -> say("  failed: " + failure));
        if (tally.count(Tally.Answer.FAILED) > 0) {
            throw new DemoFailed(tally.count(Tally.Answer.FAILED) + " requests failed");
        }
        if (logged.isEmpty()) {
            throw new DemoFailed("v4 made no errors, so nothing was shown");
        }
        if (!logged.equals(seen) || tally.count(Tally.Answer.CANARY) != logged.size()) {
            throw new DemoFailed("v4 logged " + logged.size() + " errors, and the visitors saw " + seen.size()
                    + " different ones in " + tally.count(Tally.Answer.CANARY) + " answers");
        }
        if (tally.pages() < 2) {
            throw new DemoFailed(
                    "the assets of v1 and v2 had the same names, so it was not shown that old pages find theirs");
        }
        if (!report.tellsRestores()) {
            throw new DemoFailed("no release says how long the way back took");
        }
        Files.createFile(options.work().resolve("shown"));
        if (options.keep()) {
            say("The local cloud goes on: API " + options.api(gateway()) + ", site " + running.url(REGION, FRONTEND)
                    + ". Ctrl-C ends it.");
            awaitEnd();
        }
    }

    private static void awaitEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runner.Result action(String name, String commit, Map<String, String> inputs) {
        say(String.format(Locale.ROOT, "  %-17s ...", name));
        Runner.Result result = runner.run(name, sample.repository(), commit, inputs);
        report.add(result);
        say(String.format(Locale.ROOT, "  %-17s exit %d after %.1f s", name, result.exitCode(), result.seconds()));
        return result;
    }

    private static Runner.Result must(Runner.Result result, int code) {
        if (result.exitCode() != code) {
            String log;
            try {
                List<String> lines = Files.readAllLines(result.log());
                log = String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
            } catch (IOException e) {
                log = e.toString();
            }
            throw new DemoFailed(
                    result.name() + " ended with " + result.exitCode() + " instead of " + code + ":\n" + log);
        }
        return result;
    }

    private Cloud running() {
        if (cloud == null) {
            throw new IllegalStateException("the local cloud has not been started");
        }
        return cloud;
    }

    private String gateway() {
        return shell.must(
                options.root(),
                "docker",
                "network",
                "inspect",
                options.network(),
                "--format",
                "{{(index .IPAM.Config 0).Gateway}}");
    }

    private static void say(String line) {
        System.out.println(line);
    }

    @Override
    public void close() {
        if (load != null) {
            load.close();
        }
        runner.stop();
        if (cloud != null) {
            cloud.close();
        }
    }
}
