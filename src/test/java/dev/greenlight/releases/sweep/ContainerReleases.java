package dev.greenlight.releases.sweep;

import dev.greenlight.demo.Load;
import dev.greenlight.demo.Tally;
import dev.greenlight.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/** Releases and rollbacks of containers under a browser-like load. */
final class ContainerReleases {
    private final Path folder;
    private final Limits limits;
    private final String registry;
    private final String digest;

    /** @param registry host and port of the containers' image @param digest of that image */
    ContainerReleases(Path folder, Limits limits, String registry, String digest) {
        this.folder = folder;
        this.limits = limits;
        this.registry = registry;
        this.digest = digest;
    }

    void measure(int count, int rate, int minutes) throws Exception {
        Lane lane = new Lane(
                folder.resolve("containers"),
                28_900,
                new Tasks(Application.workloads()),
                (options, tasks) -> LocalCloud.start(options.withNetwork("greenlight-bench"), line -> {}));
        try (lane) {
            Trial trial = Quick.trial(lane, registry + "/dreams/images");
            List<String> first = images(trial.deploying("v1", Build.GOOD), registry, digest);
            Quick.must(trial.here("anna", first), "the first release");
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            int done = 0;
            Load load = new Load(
                    Objects.requireNonNull(HttpUrl.parse(trial.url())),
                    ManyReleases.VISITORS,
                    ManyReleases.asked(rate));
            try (load) {
                for (; done < count && System.nanoTime() < end; done++) {
                    Quick.must(
                            trial.here("anna", images(trial.deploying("c" + done, Build.GOOD), registry, digest)),
                            "release " + done);
                    Quick.must(trial.here("anna", rolling(trial, registry)), "rollback " + done);
                }
            }
            Tally tally = load.tally();
            tally.failures().stream().limit(5).forEach(words -> Limits.say("  failed: %s", words));
            Limits.say(
                    "On containers: %d releases and %d rollbacks in %.0f s, %d browser-like requests at %.0f a second",
                    done, done, load.seconds(), tally.requests(), load.rate());
            limits.shortOf(done, count);
            limits.limit("Requests that failed", tally.count(Tally.Answer.FAILED), 0, "");
            limits.fasterThan(rate, load.rate());
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
