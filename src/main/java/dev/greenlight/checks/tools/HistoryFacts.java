package dev.greenlight.checks.tools;

import java.util.Optional;

/**
 * The commits that a change consists of.
 *
 * @param since the commit that the change starts from, which is not part of it; empty for all commits that are there
 * @param configured whether the repository has a configuration of gitleaks, {@code .gitleaks.toml}
 * @param gap why commits of the change are not there; empty when all are
 */
public record HistoryFacts(Optional<String> since, boolean configured, Optional<String> gap) implements Target {
    /** What a result on the history is listed under. */
    public static final String NAME = "history";

    @Override
    public String name() {
        return NAME;
    }
}
