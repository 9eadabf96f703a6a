package dev.greenlight.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says why images must not be pushed: a check that they need was not green for this very commit. */
public final class PushGate {
    private static final JsonMapper JSON = new JsonMapper();

    private PushGate() {}

    /**
     * @param commit the commit that the images are built from; empty when unknown
     * @param reports the report of each action that is required, by its name; empty where there is none
     * @return one sentence a reason; empty when they may be pushed
     */
    public static List<String> judge(String commit, Map<String, Optional<String>> reports) {
        List<String> reasons = new ArrayList<>();
        if (commit.isEmpty() && !reports.isEmpty()) {
            reasons.add("the commit is unknown (GITHUB_SHA), so no report can be known to speak of it");
        }
        reports.forEach((action, report) -> reason(commit, report)
                .ifPresent(why -> reasons.add(action + " is required before a push, but " + why)));
        return reasons;
    }

    private static Optional<String> reason(String commit, Optional<String> report) {
        if (report.isEmpty()) {
            return Optional.of("it has left no report in greenlight-reports");
        }
        JsonNode root = read(report.get());
        String verdict = root.path("verdict").asText("");
        String of = root.path("commit").asText("");
        if (verdict.isEmpty()) {
            return Optional.of("its report cannot be read");
        }
        if (!verdict.equals("passed")) {
            return Optional.of("it did not pass (" + verdict + ")");
        }
        return of.equals(commit)
                ? Optional.empty()
                : Optional.of("its report speaks of commit " + (of.isEmpty() ? "(none)" : of) + ", not of " + commit);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
