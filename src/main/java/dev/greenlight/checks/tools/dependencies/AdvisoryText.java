package dev.greenlight.checks.tools.dependencies;

import java.util.Collection;
import java.util.List;

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

    /** Its first words alone, without a full stop. */
    static String said(String name, String version, String what) {
        String words = what.strip().replaceAll("\\s+", " ");
        String text = words.isEmpty() ? "has a known vulnerability" : words;
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return (name + " " + version).strip() + ": " + cut.replaceAll("\\.$", "");
    }
}
