package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.report.Advisory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said of a package with a known vulnerability, alike for every tool. */
final class AdvisoryText {
    private static final int LONGEST = 300;

    private AdvisoryText() {}

    /**
     * One sentence or two.
     *
     * @param what the advisory's own words, of any length; may be blank
     * @param aliases its other names; may be empty
     * @param fixed the versions without it; empty when none is known
     */
    static String of(String name, String version, String what, Collection<String> aliases, List<String> fixed) {
        String also = aliases.isEmpty() ? "" : " (" + String.join(", ", aliases) + ")";
        String way = fixed.isEmpty() ? "No version without it is known." : "Fixed in " + String.join(", ", fixed) + ".";
        return said(name, version, what) + also + ". " + way;
    }

    /** What a finding is about, so that it is known by the package and by any of the advisory's names; empty for a package without a name. */
    static Optional<Advisory> about(String name, Collection<String> aliases) {
        return name.isBlank() ? Optional.empty() : Optional.of(new Advisory(name, Set.copyOf(aliases)));
    }

    /** Its first words alone, without a full stop. */
    static String said(String name, String version, String what) {
        String words = what.strip().replaceAll("\\s+", " ");
        String text = words.isEmpty() ? "has a known vulnerability" : words;
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return (name + " " + version).strip() + ": " + cut.replaceAll("\\.$", "");
    }
}
