package dev.greenlight.actions;

import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The action {@code rollback}: what worked serves again, at once and proven. */
final class RollbackDoor implements Door {
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** It is kept on the service and shown in lists: nothing that breaks a line, and no more than is kept. */
    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}\\u0085\\u2028\\u2029]{1,500}");

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Optional<CloudWiring.Target> target = CloudWiring.target(inputs, surroundings);
        String to = inputs.matching("to", TARGET, "a revision's name or a version", "v1.4.0")
                .orElse("");
        boolean onlyUnhealthy = inputs.choice("when", List.of("always", "unhealthy"))
                .filter("unhealthy"::equals)
                .isPresent();
        String reason = inputs.matching("reason", REASON, "one line of at most 500 characters", "checkout is slow")
                .orElse("");
        boolean planOnly = inputs.flag("dry-run");
        Optional<Secret> token = inputs.secret("github-token");
        Optional<URI> registry = inputs.address("registry-endpoint");
        inputs.check();
        CloudWiring.Target known = target.orElseThrow();
        return CloudWiring.releases(
                        known,
                        registry,
                        TurnsWiring.nobody(),
                        TurnsWiring.notices(surroundings, token, Optional.empty()),
                        Tester.NONE,
                        surroundings)
                .rollback(
                        new RollbackRequest(known.project(), known.environment(), to, onlyUnhealthy),
                        CloudWiring.who(surroundings),
                        reason,
                        planOnly);
    }
}
