package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long a rollback by hand takes, against what is the least possible. */
final class BackByHand {
    /**
     * What a rollback cannot do at once: a token, the look at the service, that at its revisions and its policy together, the change, the look
     * that shows it in effect. Image and secrets are looked at with none of these latencies here; the proof asks the service and not the API.
     */
    private static final int ROUND_TRIPS = 5;

    private static final double RATIO = 1.5;
    private static final int RUNS = 7;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Limits limits;

    BackByHand(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Every call of the API takes 50 ms. */
    void measure(List<String> launch) throws Exception {
        try (Lane lane = new Lane(folder.resolve("rollback"), 28_300, Application.workloads())) {
            Trial trial = Quick.trial(lane, "localhost:5000/dreams/images");
            Quick.must(trial.deploy("v1"), "the first release");
            List<Double> starts = new ArrayList<>();
            List<Double> backs = new ArrayList<>();
            List<Double> latencies = new ArrayList<>();
            // As in the image: the classes come from a cache that was made by such a run.
            Path cache = folder.resolve("classes.aot");
            Quick.must(trial.deploy("training"), "a release");
            proven(lane, trial, with(launch, "-XX:AOTCacheOutput=" + cache));
            List<String> launched = with(launch, "-XX:AOTCache=" + cache);
            for (int run = 0; run < RUNS; run++) {
                lane.faults(List.of("{on: oauth.token, latency: 0ms}"));
                Quick.must(trial.deploy("b" + run), "a release");
                lane.calm();
                starts.add(first(lane, trial, launched));
                latencies.add(latency(lane));
                backs.add(proven(lane, trial, launched));
            }
            double start = median(starts);
            double latency = median(latencies);
            double least = start + ROUND_TRIPS * latency;
            Limits.say("Rollback by hand, medians of %d runs in turns", RUNS);
            Limits.say("  process start to its first request               %7.0f ms", start);
            Limits.say("  one look at the API                              %7.0f ms", latency);
            Limits.say("  least possible: start and %d round trips          %7.0f ms", ROUND_TRIPS, least);
            Limits.say(
                    "  process start to old traffic proven              %7.0f ms (%s)", median(backs), rounded(backs));
            limits.limit("Rollback by hand against the least possible", median(backs) / least, RATIO, "x");
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
        CompletableFuture<Double> reached = new CompletableFuture<>();
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
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the rollback does not end: " + Files.readString(output));
        }
        int code = process.exitValue();
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
}
