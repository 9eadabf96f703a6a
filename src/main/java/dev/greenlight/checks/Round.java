package dev.greenlight.checks;

import dev.greenlight.checks.advisories.AdvisoryDatabase;
import dev.greenlight.checks.scratch.HistoryCopy;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Deadline;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * What the checks of one run share, brought before they start: packages, history, advisories.
 *
 * @param limits what brings something has what is left of the time of all, a tool at most its own
 * @param doubts what is to be doubted of a tool's findings, by the tool's name; whole when the advisories are there
 * @param packages for each folder with a lock file, why its packages could not be had, or empty
 * @param tools for each check whose tool the project pins, why it could not be had, or empty
 * @param history why the history could not be had, or empty
 * @param advisories why the advisories could not be brought, or empty
 */
record Round(
        Checkout checkout,
        ScratchCopy copy,
        TimeLimits limits,
        Map<String, String> doubts,
        Map<String, CompletableFuture<Optional<String>>> packages,
        Map<PlannedCheck, CompletableFuture<Optional<String>>> tools,
        CompletableFuture<Optional<String>> history,
        CompletableFuture<Optional<String>> advisories) {
    /** Prepares what the plan needs; what takes long goes on after this returns. */
    static Round prepare(
            List<PlannedCheck> plan, Checkout checkout, ScratchCopy copy, TimeLimits limits, Preparation with) {
        Deadline deadline = limits.all();
        Map<String, String> doubts = new ConcurrentHashMap<>();
        CompletableFuture<Optional<String>> advisories = with.later(() -> {
            doubts.putAll(new AdvisoryDatabase(checkout.advisories(), checkout.project(), with.clock(), with.progress())
                    .bring(copy.database(), lookingUp(plan), ecosystems(plan), deadline));
            with.sandbox().show(copy.database());
            return Optional.empty();
        });
        boolean history = plan.stream().anyMatch(check -> check.target() instanceof HistoryFacts);
        CompletableFuture<Optional<String>> commits = history
                ? with.later(() ->
                        HistoryCopy.make(checkout.workspace(), copy, with.sandbox(), with.commands(), deadline.left()))
                : CompletableFuture.completedFuture(Optional.empty());
        return new Round(
                checkout,
                copy,
                limits,
                doubts,
                packages(plan, checkout, copy, deadline, with),
                tools(plan, checkout, copy, deadline, with),
                commits,
                advisories);
    }

    private static Map<String, CompletableFuture<Optional<String>>> packages(
            List<PlannedCheck> plan, Checkout checkout, ScratchCopy copy, Deadline deadline, Preparation with) {
        Map<String, CompletableFuture<Optional<String>>> packages = new LinkedHashMap<>();
        for (PlannedCheck check : plan) {
            if (check.check().fromNodeModules() && check.target() instanceof ServiceFacts facts) {
                packages.computeIfAbsent(
                        key(facts),
                        key -> with.later(() -> with.modules(checkout, copy).provide(facts, deadline.left())));
            }
        }
        return packages;
    }

    private static Map<PlannedCheck, CompletableFuture<Optional<String>>> tools(
            List<PlannedCheck> plan, Checkout checkout, ScratchCopy copy, Deadline deadline, Preparation with) {
        Map<PlannedCheck, CompletableFuture<Optional<String>>> tools = new HashMap<>();
        for (PlannedCheck check : plan) {
            if (!PinnedTools.pinned(check).isEmpty()) {
                tools.put(
                        check,
                        with.later(() -> with.tools(copy).provide(check, checkout.advisories(), deadline.left())));
            }
        }
        return tools;
    }

    private static Set<String> ecosystems(List<PlannedCheck> plan) {
        return plan.stream()
                .flatMap(check -> check.check().ecosystems(check.target()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lookingUp(List<PlannedCheck> plan) {
        return plan.stream()
                .filter(check -> check.check().readsDatabase())
                .map(PlannedCheck::tool)
                .collect(Collectors.toSet());
    }

    /** What prepares. */
    record Preparation(Sandbox sandbox, Commands commands, Progress progress, Clock clock, Executor threads) {
        /** Work that may fail for want of disk space. */
        interface Work {
            Optional<String> lacking() throws IOException;
        }

        CompletableFuture<Optional<String>> later(Work work) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return work.lacking();
                        } catch (IOException | RuntimeException e) {
                            // Whatever it is, it is told with the checks that lack it, and the others run.
                            return Optional.of("it could not be prepared: " + e);
                        }
                    },
                    threads);
        }

        PinnedTools tools(ScratchCopy copy) {
            return new PinnedTools(copy, sandbox, commands, progress);
        }

        NodeModules modules(Checkout checkout, ScratchCopy copy) {
            return new NodeModules(
                    checkout.project(),
                    copy.repository().resolve(checkout.within()),
                    sandbox,
                    commands,
                    progress,
                    copy);
        }
    }

    /** Done when the check can begin; why it cannot be run at all, or empty. */
    CompletableFuture<Optional<String>> ready(PlannedCheck check) {
        if (check.check().fromNodeModules() && check.target() instanceof ServiceFacts facts) {
            return Objects.requireNonNull(packages.get(key(facts)));
        }
        if (check.check().readsDatabase()) {
            return advisories;
        }
        return check.target() instanceof HistoryFacts
                ? history
                : tools.getOrDefault(check, CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Services that share a lock file share their packages; one without is alone with its lack. */
    private static String key(ServiceFacts facts) {
        return facts.lockFolder().orElse("no lock file: " + facts.name());
    }

    /** Whether packages, which may hold sources of its language, are installed meanwhile in folders that the tool looks through. */
    boolean installsBelow(PlannedCheck check) {
        if (!check.check().walks() || !(check.target() instanceof ServiceFacts facts)) {
            return false;
        }
        String own = Path.of(facts.service().path()).normalize().toString();
        return packages.keySet().stream()
                .anyMatch(folder -> own.isEmpty() || folder.equals(own) || folder.startsWith(own + "/"));
    }

    /** The copy of the project's folder. */
    Path project() {
        return copy.repository().resolve(checkout.within()).normalize();
    }

    Setting setting() {
        return new Setting(checkout.advisories(), copy.repository(), project(), copy.database(), copy.history());
    }
}
