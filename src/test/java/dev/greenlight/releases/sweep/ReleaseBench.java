package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.demo.Load;
import dev.greenlight.demo.Tally;
import dev.greenlight.localcloud.LocalCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;

/**
 * Measures releases and rollbacks, and ends with 1 when a limit is broken. {@code scripts/bench.sh release} is the way to start it.
 *
 * <p>Arguments: {@code NAME=VALUE}: {@code count} releases and rollbacks of workloads in this process, {@code containers} of containers (0 for
 * none), {@code rate} requests a second of those, {@code minutes} after which no further release begins, {@code registry} and {@code digest} of
 * the containers' image, {@code launch} the command line of Greenlight, words separated by spaces.
 */
public final class ReleaseBench {
    /** The new revision without traffic, all traffic to it, the record: each rests on what was seen after the one before. */
    private static final int LEAST_WRITES = 3;

    private static final int MORE_WRITES = 2;

    /**
     * What a rollback cannot do at once: a token, the look at the service, that at its revisions and its policy together, the change, the look
     * that shows it in effect. Image and secrets are looked at with none of these latencies here; the proof asks the service and not the API.
     */
    private static final int ROUND_TRIPS = 5;

    private static final double RATIO = 1.5;
    private static final int SERVICES = 4;
    /** A quarter more than wanted is asked for: the pace is never made up for later, so that a moment's standstill costs some of it. */
    private static final int VISITORS = 48;

    private static final int RUNS = 7;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private boolean broken;

    private ReleaseBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("greenlight-bench");
        ReleaseBench bench = new ReleaseBench(folder);
        int minutes = Integer.parseInt(value(arguments, "minutes", "20"));
        List<String> launch = List.of(value(arguments, "launch", "").split(" "));
        bench.writes();
        bench.rollback(launch);
        bench.many(Integer.parseInt(value(arguments, "count", "500")), minutes);
        int containers = Integer.parseInt(value(arguments, "containers", "20"));
        if (containers > 0) {
            bench.containers(
                    containers,
                    Integer.parseInt(value(arguments, "rate", "200")),
                    minutes,
                    value(arguments, "registry", ""),
                    value(arguments, "digest", ""));
        }
        System.exit(bench.broken ? 1 : 0);
    }

    private static String value(String[] arguments, String name, String preset) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return argument.substring(name.length() + 1);
            }
        }
        return preset;
    }

    private void limit(String what, double value, double limit, String unit) {
        boolean over = value > limit;
        broken |= over;
        System.out.printf(
                Locale.ROOT,
                "%-62s %9.1f %s (limit %.1f) %s%n",
                what,
                value,
                unit,
                limit,
                over ? "OVER THE LIMIT" : "ok");
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** One step to all traffic, no migration, and little time to judge: what is measured is the protocol and not the waiting. */
    private static Trial quick(Lane lane, String registry) throws IOException {
        Trial trial = lane.trial();
        try (var files = Files.list(lane.workspace())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yml")).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replaceAll("steps: .*", "steps: [100]")
                                .replaceAll(" *migrate: .*\n", "")
                                .replace("observe: 300ms, observe-limit: 300ms", "observe: 100ms, observe-limit: 100ms")
                                .replace("localhost:5000/dreams/images", registry));
            }
        }
        return trial;
    }

    private static void must(Ended ended, String what) {
        if (ended.code() != 0) {
            throw new IllegalStateException(what + " ended with " + ended);
        }
    }

    private void writes() throws Exception {
        try (Lane lane = new Lane(folder.resolve("writes"), 28_000, Application.workloads())) {
            Trial trial = quick(lane, "localhost:5000/dreams/images");
            must(trial.deploy("v1"), "the first release");
            List<String> counted = new ArrayList<>(Effect.WRITES);
            lane.faults(counted.stream()
                    .map(method -> "{on: \"" + method + "\", latency: 0ms}")
                    .toList());
            must(trial.deploy("v2"), "the second release");
            JsonNode rules = lane.get("/_faults").path("rules");
            lane.calm();
            long writes = 0;
            List<String> which = new ArrayList<>();
            for (int i = 0; i < counted.size(); i++) {
                long seen = rules.at("/" + i + "/seen").asLong();
                writes += seen;
                if (seen > 0) {
                    which.add(seen + " " + counted.get(i));
                }
            }
            say("Writes of a release of one service from 0 to 100 %%, without a migration: %s", which);
            limit(
                    "API writes (the protocol's minimum is " + LEAST_WRITES + ")",
                    writes,
                    LEAST_WRITES + MORE_WRITES,
                    "");
        }
    }

    /** Every call of the API takes 50 ms. */
    private void rollback(List<String> launch) throws Exception {
        try (Lane lane = new Lane(folder.resolve("rollback"), 28_300, Application.workloads())) {
            Trial trial = quick(lane, "localhost:5000/dreams/images");
            must(trial.deploy("v1"), "the first release");
            List<Double> starts = new ArrayList<>();
            List<Double> backs = new ArrayList<>();
            List<Double> latencies = new ArrayList<>();
            // As in the image: the classes come from a cache that was made by such a run.
            Path cache = folder.resolve("classes.aot");
            must(trial.deploy("training"), "a release");
            proven(lane, trial, with(launch, "-XX:AOTCacheOutput=" + cache));
            List<String> launched = with(launch, "-XX:AOTCache=" + cache);
            for (int run = 0; run < RUNS; run++) {
                lane.faults(List.of("{on: oauth.token, latency: 0ms}"));
                must(trial.deploy("b" + run), "a release");
                lane.calm();
                starts.add(first(lane, trial, launched));
                latencies.add(latency(lane));
                backs.add(proven(lane, trial, launched));
            }
            double start = median(starts);
            double latency = median(latencies);
            double least = start + ROUND_TRIPS * latency;
            say("Rollback by hand, medians of %d runs in turns", RUNS);
            say("  process start to its first request               %7.0f ms", start);
            say("  one look at the API                              %7.0f ms", latency);
            say("  least possible: start and %d round trips          %7.0f ms", ROUND_TRIPS, least);
            say("  process start to old traffic proven              %7.0f ms (%s)", median(backs), rounded(backs));
            limit("Rollback by hand against the least possible", median(backs) / least, RATIO, "x");
        }
    }

    /** The virtual machine's option is the first. */
    private static List<String> with(List<String> launch, String option) {
        List<String> line = new ArrayList<>(launch);
        line.add(1, option);
        return line;
    }

    private static String rounded(List<Double> values) {
        return values.stream()
                .sorted()
                .map(value -> String.valueOf(Math.round(value)))
                .toList()
                .toString();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double latency(Lane lane) {
        long start = System.nanoTime();
        lane.get("/v2/projects/dreams-1/locations/europe-west1/services/web");
        return millisSince(start);
    }

    /** From the process's start to its first request, at a server that never answers. */
    private static double first(Lane lane, Trial trial, List<String> launch) throws Exception {
        java.util.concurrent.CompletableFuture<Double> reached = new java.util.concurrent.CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        long[] start = new long[1];
        server.createContext("/", exchange -> {
            reached.complete(millisSince(start[0]));
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        ObjectNode key = (ObjectNode) MAPPER.readTree(lane.key());
        key.put("token_uri", address + "/token");
        List<String> line = new ArrayList<>(trial.rolling());
        line.set(line.indexOf("--api-endpoint") + 1, address);
        line.set(line.indexOf("--credentials") + 1, key.toString());
        start[0] = System.nanoTime();
        Process process = process(lane, launch, line, Files.createTempFile("first", ".log"));
        try {
            return reached.get(60, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }
    }

    /** From the process's start until it says that the old revision is proven to serve. */
    private static double proven(Lane lane, Trial trial, List<String> launch) throws Exception {
        List<String> line = new ArrayList<>(trial.rolling());
        Path output = Files.createTempFile("rollback", ".log");
        long start = System.nanoTime();
        Process process = process(lane, launch, line, output);
        double proven = 0;
        // The file is looked at often enough for the milliseconds that matter here.
        while (proven == 0 && millisSince(start) < 60_000) {
            boolean ended = !process.isAlive();
            if (Files.readString(output).contains("  ok: ")) {
                proven = millisSince(start);
            } else if (ended) {
                break;
            }
            Thread.sleep(4);
        }
        int code = process.waitFor();
        if (code != 0 || proven == 0) {
            throw new IllegalStateException("the rollback ended with " + code + ": " + Files.readString(output));
        }
        return proven;
    }

    private static Process process(Lane lane, List<String> launch, List<String> line, Path output) throws IOException {
        List<String> command = new ArrayList<>(launch);
        command.addAll(line);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(lane.workspace().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
        builder.environment().put("USER", "anna");
        return builder.start();
    }

    /** Several services at once, each with a person who releases it and goes back, and a sampler that asks fifty times a second. */
    private void many(int count, int minutes) throws Exception {
        try (Lane lane = new Lane(folder.resolve("many"), 28_600, Application.workloads())) {
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            AtomicLong answers = new AtomicLong();
            List<String> wrong = new CopyOnWriteArrayList<>();
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < SERVICES; i++) {
                trials.add(quick(lane, "localhost:5000/dreams/images"));
                must(trials.getLast().deploy("v1"), "a first release");
            }
            long start = System.nanoTime();
            List<Thread> people = trials.stream()
                    .map(trial -> Thread.ofPlatform().start(() -> {
                        try (Sampler sampler = new Sampler(trial.url())) {
                            for (int i = begun.getAndIncrement();
                                    i < count && System.nanoTime() < end;
                                    i = begun.getAndIncrement()) {
                                must(trial.deploy("r" + i), "release " + i);
                                must(trial.rollback(), "rollback " + i);
                                done.incrementAndGet();
                            }
                            answers.addAndGet(sampler.answers());
                            wrong.addAll(sampler.wrong());
                        } catch (IOException | RuntimeException e) {
                            wrong.add(e.toString());
                        }
                    }))
                    .toList();
            for (Thread person : people) {
                person.join();
            }
            double seconds = millisSince(start) / 1000;
            wrong.stream().limit(5).forEach(words -> say("  failed: %s", words));
            say(
                    "In this process, %d services: %d releases and %d rollbacks in %.0f s, %d requests at %.0f a second",
                    SERVICES, done.get(), done.get(), seconds, answers.get(), answers.get() / seconds);
            shortOf(done.get(), count);
            limit("Requests that failed or met a revision that had not passed", wrong.size(), 0, "");
            double left = 0;
            double faults = 0;
            for (Trial trial : trials) {
                left += surplus(lane, trial);
                faults += trial.footing().faults().size();
            }
            limit("Revisions that are left beyond those kept and held", left, 0, "");
            limit("Faults of the services' records and traffic", faults, 0, "");
        }
    }

    /** The one that serves, ten past ones, and at most ten that were rolled back and are held. */
    private static double surplus(Lane lane, Trial trial) {
        String path = trial.service().path("name").asText();
        return Math.max(
                0,
                lane.get("/v2/" + path + "/revisions?pageSize=1000")
                                .path("revisions")
                                .size()
                        - 21);
    }

    private void shortOf(int done, int count) {
        limit("Releases and rollbacks short of " + count, count - done, 0, "");
    }

    private void containers(int count, int rate, int minutes, String registry, String digest) throws Exception {
        Lane lane = new Lane(
                folder.resolve("containers"),
                28_900,
                new Tasks(Application.workloads()),
                (options, tasks) -> LocalCloud.start(options.withNetwork("greenlight-bench"), line -> {}));
        try (lane) {
            Trial trial = quick(lane, registry + "/dreams/images");
            List<String> first = images(trial.deploying("v1", Build.GOOD), registry, digest);
            must(trial.here("anna", first), "the first release");
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            int done = 0;
            Load load = new Load(java.util.Objects.requireNonNull(HttpUrl.parse(trial.url())), VISITORS, rate * 5 / 4);
            try (load) {
                for (; done < count && System.nanoTime() < end; done++) {
                    must(
                            trial.here("anna", images(trial.deploying("c" + done, Build.GOOD), registry, digest)),
                            "release " + done);
                    must(trial.here("anna", rolling(trial, registry)), "rollback " + done);
                }
            }
            Tally tally = load.tally();
            tally.failures().stream().limit(5).forEach(words -> say("  failed: %s", words));
            say(
                    "On containers: %d releases and %d rollbacks in %.0f s, %d browser-like requests at %.0f a second",
                    done, done, load.seconds(), tally.requests(), load.rate());
            shortOf(done, count);
            limit("Requests that failed", tally.count(Tally.Answer.FAILED), 0, "");
            limit("Requests a second short of " + rate, Math.max(0, rate - load.rate()), 0, "/s");
        }
    }

    private static List<String> rolling(Trial trial, String registry) throws IOException {
        List<String> line = new ArrayList<>(trial.rolling());
        line.set(line.indexOf("--registry-endpoint") + 1, "http://" + registry);
        return line;
    }

    private static List<String> images(List<String> line, String registry, String digest) {
        List<String> changed = new ArrayList<>(line);
        changed.set(changed.indexOf("--images") + 1, "{\"web\":\"" + registry + "/dreams/images/web@" + digest + "\"}");
        changed.set(changed.indexOf("--registry-endpoint") + 1, "http://" + registry);
        return changed;
    }
}
