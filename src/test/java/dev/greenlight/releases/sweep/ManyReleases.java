package dev.greenlight.releases.sweep;

import dev.greenlight.demo.Load;
import dev.greenlight.demo.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;

/**
 * Releases and rollbacks of workloads in this process: several services at once, each with a person who releases it and goes back, visitors at
 * their browsers, and a sampler that asks fifty times a second who answers.
 */
final class ManyReleases {
    /** Of one load, at the same time. */
    static final int VISITORS = 48;

    private static final int SERVICES = 4;

    private final Path folder;
    private final Limits limits;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    ManyReleases(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** A quarter more than wanted is asked for: the pace is never made up for later, so that a moment's standstill costs some of it. */
    static int asked(int rate) {
        return rate * 5 / 4;
    }

    /** @param rate browser-like requests a second, of all services together @param minutes after which no further release begins */
    void measure(int count, int rate, int minutes) throws Exception {
        try (Lane lane = new Lane(folder.resolve("many"), 28_600, VisitedApplication.workloads())) {
            long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < SERVICES; i++) {
                trials.add(Quick.trial(lane, "localhost:5000/dreams/images"));
                Quick.must(trials.getLast().deploy("v1"), "a first release");
            }
            List<Load> loads = new ArrayList<>();
            for (Trial trial : trials) {
                HttpUrl site = Objects.requireNonNull(HttpUrl.parse(trial.url()));
                loads.add(new Load(site, VISITORS / SERVICES, asked(rate) / SERVICES));
            }
            try {
                releases(trials, count, end);
            } finally {
                loads.forEach(Load::close);
            }
            say(loads, count, rate);
            double left = 0;
            double faults = 0;
            for (Trial trial : trials) {
                left += surplus(lane, trial);
                faults += trial.footing().faults().size();
            }
            limits.limit("Revisions that are left beyond those kept and held", left, 0, "");
            limits.limit("Faults of the services' records and traffic", faults, 0, "");
        }
    }

    private void releases(List<Trial> trials, int count, long end) throws InterruptedException {
        List<Thread> people = trials.stream()
                .map(trial -> Thread.ofPlatform().start(() -> {
                    try (Sampler sampler = new Sampler(trial.url())) {
                        for (int i = begun.getAndIncrement();
                                i < count && System.nanoTime() < end;
                                i = begun.getAndIncrement()) {
                            Quick.must(trial.deploy("r" + i), "release " + i);
                            Quick.must(trial.rollback(), "rollback " + i);
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
    }

    private void say(List<Load> loads, int count, int rate) {
        long requests = 0;
        long failed = 0;
        double perSecond = 0;
        for (Load load : loads) {
            Tally tally = load.tally();
            requests += tally.requests();
            failed += tally.count(Tally.Answer.FAILED);
            perSecond += load.rate();
            tally.failures().stream().limit(5).forEach(words -> Limits.say("  failed: %s", words));
        }
        wrong.stream().limit(5).forEach(words -> Limits.say("  failed: %s", words));
        Limits.say(
                "In this process, %d services: %d releases and %d rollbacks in %.0f s, %d browser-like requests at %.0f a second,"
                        + " besides %d of the samplers",
                SERVICES, done.get(), done.get(), loads.getFirst().seconds(), requests, perSecond, answers.get());
        limits.shortOf(done.get(), count);
        limits.limit("Requests that failed", failed, 0, "");
        limits.limit("Requests that met a revision that had not passed, or nobody", wrong.size(), 0, "");
        limits.fasterThan(rate, perSecond);
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
}
