package dev.greenlight.localcloud.faults;

import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.resources.Mishap;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The kinds of faults by the names that scripts use, with the settings that each one takes and the methods that it can befall. */
enum FaultKind {
    ERROR("error", ".*", Set.of("status", "message"), FaultKind::error),
    QUOTA("quota", ".*", Set.of(), rule -> new Trouble.Quota()),
    DENIED("permission-denied", ".*", Set.of("permission"), rule -> new Trouble.Denied(rule.text("permission"))),
    RESET("reset", ".*", Set.of(), rule -> new Trouble.Broken(false)),
    LOST_ANSWER("lost-answer", ".*", Set.of(), rule -> new Trouble.Broken(true)),
    NEVER_ENDS("never-ends", Places.WORK, Set.of(), rule -> new Trouble.Later(new Mishap.NeverEnds())),
    FAILS("fails", Places.WORK, Set.of("reason", "message"), FaultKind::fails),
    SLOW("slow", Places.WORK, Set.of("after"), rule -> new Trouble.Later(new Mishap.Slow(rule.after()))),
    LATE_TRAFFIC(
            "late-traffic",
            Places.WRITES,
            Set.of("after"),
            rule -> new Trouble.Later(new Mishap.LateTraffic(rule.after()))),
    LATE_ROUTES(
            "late-routes",
            Places.WRITES,
            Set.of("after"),
            rule -> new Trouble.Later(new Mishap.LateRoutes(rule.after()))),
    DRIFT("drift", "run\\.services\\.patch", Set.of(), rule -> new Trouble.Later(new Mishap.Drift())),
    MOVED_BY_OTHERS(
            "moved-by-others",
            "run\\.services\\.patch",
            Set.of("after", "revision"),
            rule -> new Trouble.Later(new Mishap.MovedByOthers(rule.after(), rule.text("revision")))),
    REVISION_VANISHES(
            "revision-vanishes",
            Places.WRITES,
            Set.of("after"),
            rule -> new Trouble.Later(new Mishap.RevisionVanishes(rule.after()))),
    MISSING("missing", Places.READINGS, Set.of(), rule -> new Trouble.Missing()),
    ZERO("zero", "monitoring\\.timeSeries\\.list", Set.of(), rule -> new Trouble.Zero()),
    LATE("late", Places.READINGS, Set.of("after"), rule -> new Trouble.Late(rule.after()));

    /** What a fault can befall, as patterns of methods. */
    private static final class Places {
        static final String WRITES = "run\\.services\\.(create|patch)";
        static final String WORK = "run\\.services\\.(create|patch|delete)|run\\.jobs\\.run";
        static final String READINGS = "monitoring\\.timeSeries\\.list|logging\\.entries\\.list";
    }

    /** What a rule says, with a complaint for each thing that makes no sense. */
    interface Settings {
        String text(String name);

        /** The time {@code after}, which must be there. */
        Duration after();

        void complain(String name, String words);
    }

    private static final Set<String> REASONS = Set.of(
            "UNKNOWN",
            "REVISION_FAILED",
            "PROGRESS_DEADLINE_EXCEEDED",
            "CONTAINER_MISSING",
            "CONTAINER_PERMISSION_DENIED",
            "CONTAINER_IMAGE_UNAUTHORIZED",
            "SECRETS_ACCESS_CHECK_FAILED",
            "INTERNAL",
            "VPC_NETWORK_NOT_FOUND",
            "HEALTH_CHECK_CONTAINER_ERROR",
            "MIN_INSTANCES_NOT_PROVISIONED",
            "ACTIVE_REVISION_LIMIT_REACHED",
            "NO_DEPLOYMENT",
            "NON_ZERO_EXIT_CODE");

    private final String word;
    private final Predicate<String> befalls;
    private final Set<String> settings;
    private final Function<Settings, Trouble> maker;

    FaultKind(String word, String befalls, Set<String> settings, Function<Settings, Trouble> maker) {
        this.word = word;
        this.befalls = Pattern.compile(befalls).asMatchPredicate();
        this.settings = settings;
        this.maker = maker;
    }

    /** As scripts write it. */
    String word() {
        return word;
    }

    /** Whether it can happen to a method. */
    boolean befalls(String method) {
        return befalls.test(method);
    }

    /** The settings it takes beside those of every rule. */
    Set<String> settings() {
        return settings;
    }

    Trouble make(Settings rule) {
        return maker.apply(rule);
    }

    private static Trouble error(Settings rule) {
        String status = rule.text("status");
        for (Status known : Status.values()) {
            if (known.name().equals(status)) {
                return new Trouble.Refused(known, rule.text("message"));
            }
        }
        if (status.matches("[45][0-9]{2}")) {
            return new Trouble.FrontEnd(Integer.parseInt(status));
        }
        rule.complain("status", "is one of Google's, such as ABORTED, or an HTTP status from 400 to 599");
        return new Trouble.Nothing();
    }

    private static Trouble fails(Settings rule) {
        String reason = rule.text("reason");
        if (!reason.isEmpty() && !REASONS.contains(reason)) {
            rule.complain("reason", "is one of Cloud Run's: " + String.join(", ", new java.util.TreeSet<>(REASONS)));
        }
        String message = rule.text("message");
        return new Trouble.Later(new Mishap.Fails(
                reason.isEmpty() ? "INTERNAL" : reason, message.isEmpty() ? "Internal error encountered." : message));
    }
}
