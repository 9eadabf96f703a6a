package dev.greenlight.report;

import java.util.Set;

/**
 * What a finding about a dependency is about, beyond its rule, which is the advisory's id.
 *
 * @param dependency the package's name as its registry writes it, such as {@code django}
 * @param aliases other ids of the same advisory, such as a CVE number; without the finding's own rule
 */
public record Advisory(String dependency, Set<String> aliases) {
    public Advisory {
        aliases = Set.copyOf(aliases);
        if (dependency.isBlank()) {
            throw new IllegalArgumentException("an advisory is about a package");
        }
    }
}
