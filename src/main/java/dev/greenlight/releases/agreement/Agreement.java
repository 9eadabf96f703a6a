package dev.greenlight.releases.agreement;

import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody has agreed to.
 *
 * @param hash the plan's hash; empty when any plan will do
 * @param file the plan as it was kept; empty when it was not
 */
public record Agreement(Optional<String> hash, Optional<PlanFile> file) {
    /** Any plan will do. */
    public static final Agreement ANY = new Agreement(Optional.empty(), Optional.empty());

    private static final int MOST_NAMED = 10;

    /** To exactly the plan of that hash. */
    public static Agreement to(String hash) {
        return new Agreement(Optional.of(hash), Optional.empty());
    }

    /**
     * Why a plan is not the one that was agreed to; empty when it is.
     *
     * @param document the plan of now
     * @throws InvalidInput when the kept file was changed since it was written, or is the file of another plan
     */
    public List<String> objections(Map<String, ?> document) {
        check(Optional.of(document));
        String now = PlanHash.of(document);
        String agreed = file.map(PlanFile::hash).or(() -> hash).orElse(now);
        if (agreed.equals(now)) {
            return List.of();
        }
        List<String> differences = file.map(kept -> kept.differences(document)).orElse(List.of());
        String moved = differences.isEmpty()
                ? String.join(", ", PlanHash.moved(agreed, now))
                : String.join("; ", differences.stream().limit(MOST_NAMED).toList())
                        + (differences.size() > MOST_NAMED
                                ? "; and " + (differences.size() - MOST_NAMED) + " more"
                                : "");
        return List.of("the plan is not the one that was agreed to: something changed since: " + moved + " (agreed "
                + agreed + ", now " + now + "); look at the new plan and agree to it");
    }

    /**
     * Refuses a file that no run of Greenlight has written so.
     *
     * @param document the plan of now; empty when there is none to compare with
     */
    public void check(Optional<Map<String, ?>> document) {
        file.filter(kept -> !kept.intact()).ifPresent(kept -> {
            String first = document.map(kept::differences).orElse(List.of()).stream()
                    .findFirst()
                    .map(difference -> "the first difference to the plan of now is " + difference)
                    .orElse("its content gives the hash " + PlanHash.of(kept.plan()));
            throw kept.masked()
                    .map(
                            where -> refused(
                                    kept.hash(),
                                    "a plan file as a run with mode plan left it, with every value in it; this one has *** at "
                                            + where
                                            + ", where a run has hidden a value that it masks as a secret. Give plan-hash and no plan-file, or, so that"
                                            + " a plan file can be used again, make that value a secret in greenlight.yml instead of a plain variable"))
                    .orElseGet(() -> refused(
                            kept.hash(),
                            "a plan file as a run with mode plan left it; this one was changed since: " + first));
        });
        file.filter(kept -> hash.filter(agreed -> !agreed.equals(kept.hash())).isPresent())
                .ifPresent(kept -> {
                    throw refused(kept.hash(), "the file of the plan that plan-hash names, " + hash.orElse(""));
                });
    }

    private static InvalidInput refused(String value, String accepted) {
        return new InvalidInput(
                List.of(new InvalidInput.Fault("plan-file", value, accepted, "greenlight-reports/" + PlanFile.NAME)));
    }
}
