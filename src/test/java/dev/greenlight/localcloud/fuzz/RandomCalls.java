package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Two callers at once against one cloud, and what is left of it when they have gone. */
final class RandomCalls {
    private static final int CALLERS = 2;
    private static final List<String> NOTHING_OF = List.of(
            "services",
            "revisions",
            "templates",
            "policies",
            "ports",
            "operation-work",
            "jobs",
            "jobPolicies",
            "executions",
            "tasks",
            "execution-work");

    private RandomCalls() {}

    /** @return how often each status was answered */
    static Map<Integer, Integer> run(Path folder, int firstServicePort, long seed, int calls) throws Exception {
        InProcessWorkloads workloads = new InProcessWorkloads(null);
        Options options = Options.in(folder)
                .withPorts(0, firstServicePort)
                .withTimes(new Options.Times(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5)));
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (LocalCloud cloud = LocalCloud.start(options, workloads, line -> {});
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Map<Integer, Integer>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                callers.add(() -> call(cloud.apiPort(), "fuzz-" + caller, seed + caller, calls / CALLERS));
            }
            for (Future<Map<Integer, Integer>> each : threads.invokeAll(callers)) {
                each.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
            assertThat(workloads.running())
                    .as("nothing runs when all services are deleted")
                    .isEmpty();
        }
        nothingLeaked(folder);
        return statuses;
    }

    private static Map<Integer, Integer> call(int port, String project, long seed, int calls) throws Exception {
        try (RandomCaller caller = new RandomCaller(port, project, seed)) {
            caller.calls(calls);
            caller.leave();
            return caller.statuses();
        }
    }

    private static void nothingLeaked(Path folder) throws IOException {
        try (Store store = Store.open(folder.resolve("documents"))) {
            for (String collection : NOTHING_OF) {
                assertThat(store.list(collection, "")).as(collection).isEmpty();
            }
            assertThat(store.list("operations", "").size()).as("operations").isLessThan(2_000);
            assertThat(store.list("artifactOperations", "").size())
                    .as("operations")
                    .isLessThan(2_000);
            long kept = store.list("secretVersions", "").values().stream()
                    .filter(version -> !version.path("state").asText().equals("DESTROYED"))
                    .count();
            try (Stream<Path> files = Files.walk(folder.resolve("secrets"))) {
                assertThat(files.filter(Files::isRegularFile)).as("payloads").hasSize((int) kept);
            }
        }
    }
}
