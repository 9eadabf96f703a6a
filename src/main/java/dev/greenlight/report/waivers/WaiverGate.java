package dev.greenlight.report.waivers;

import dev.greenlight.report.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Decides which findings count. */
public final class WaiverGate {
    /** From how many days before its end a waiver is warned of, its last day among them. */
    public static final int WARNING_DAYS = 7;

    private static final Ruling COUNTS = new Ruling.Counts();

    private final List<Waiver> waivers;
    private final Map<String, List<Waiver>> byId = new HashMap<>();
    private final LocalDate today;

    /**
     * @param waivers in the file's order; where several are about one finding, one that holds decides
     * @param today by UTC
     */
    public WaiverGate(List<Waiver> waivers, LocalDate today) {
        this.waivers = List.copyOf(waivers);
        this.today = today;
        waivers.forEach(waiver -> byId.computeIfAbsent(waiver.what().key(), id -> new ArrayList<>())
                .add(waiver));
    }

    /**
     * Rules on all findings of a run.
     *
     * @param spoke whether the tool of that name, or with an empty name every tool, has told all that it would find; a waiver is unused only then
     */
    public WaiverReview review(List<Finding> findings, Predicate<String> spoke) {
        List<Ruling> rulings = new ArrayList<>(findings.size());
        Set<Waiver> needed = new HashSet<>();
        Set<Waiver> lapsed = new HashSet<>();
        for (Finding finding : findings) {
            Ruling ruling = rule(finding);
            rulings.add(ruling);
            switch (ruling) {
                case Ruling.Counts() -> {}
                case Ruling.Waived(Waiver waiver) -> needed.add(waiver);
                case Ruling.Lapsed(Waiver waiver) -> lapsed.add(waiver);
            }
        }
        return new WaiverReview(
                rulings,
                waivers.stream().filter(lapsed::contains).toList(),
                waivers.stream().filter(needed::contains).filter(this::ends).toList(),
                waivers.stream()
                        .filter(waiver -> !needed.contains(waiver) && !lapsed.contains(waiver))
                        .filter(waiver -> spoke.test(waiver.tool().orElse("")))
                        .toList());
    }

    private Ruling rule(Finding finding) {
        Ruling ruling = COUNTS;
        for (Waiver waiver : about(finding)) {
            if (waiver.covers(finding)) {
                if (waiver.holds(today)) {
                    return new Ruling.Waived(waiver);
                }
                ruling = ruling == COUNTS ? new Ruling.Lapsed(waiver) : ruling;
            }
        }
        return ruling;
    }

    /** A few candidates of what may be many waivers, for what may be very many findings. */
    private List<Waiver> about(Finding finding) {
        if (byId.isEmpty()) {
            return List.of();
        }
        Set<String> ids = new HashSet<>();
        ids.add(finding.rule());
        ids.add(finding.rule().toLowerCase(Locale.ROOT));
        finding.advisory()
                .ifPresent(advisory -> advisory.aliases().forEach(alias -> ids.add(alias.toLowerCase(Locale.ROOT))));
        List<Waiver> candidates = new ArrayList<>();
        ids.forEach(id -> candidates.addAll(byId.getOrDefault(id, List.of())));
        return candidates;
    }

    private boolean ends(Waiver waiver) {
        return today.isAfter(waiver.expires().minusDays(WARNING_DAYS));
    }
}
