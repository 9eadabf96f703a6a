package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import java.util.List;

/** The checks of what belongs to no single service. */
public final class RepositoryTools {
    private RepositoryTools() {}

    /** All of them. */
    public static List<Check> all() {
        return List.of(
                new Gitleaks(), new GitleaksHistory(), new Hadolint(), new Compose(), new Actionlint(), new Zizmor());
    }
}
