package dev.greenlight.checks.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses what a change is compared with: what was asked for, else the pull request's target, else what the branch was before the push, else the
 * remote repository's main branch.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">What an event carries</a>
 */
public final class TargetPlanner {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private TargetPlanner() {}

    /**
     * Chooses.
     *
     * @param asked a branch, tag or commit; empty to decide by the event
     * @param environment the step's
     * @param event the event's payload as JSON; anything else counts as an event that carries nothing
     */
    public static Target plan(Optional<String> asked, Map<String, String> environment, String event) {
        if (asked.isPresent()) {
            String name = asked.get();
            return new Target(List.of("refs/remotes/origin/" + name, name), name);
        }
        JsonNode payload = read(event);
        String base = environment.getOrDefault("GITHUB_BASE_REF", "");
        if (!base.isBlank()) {
            return Target.branch(base);
        }
        return commit(payload.at("/merge_group/base_sha"))
                .map(id -> Target.commit(id, "the base of the merge group"))
                .or(() -> commit(payload.path("before")).map(id -> Target.commit(id, "what was there before the push")))
                .or(() -> text(payload.at("/repository/default_branch")).map(Target::branch))
                .orElseGet(() -> new Target(List.of("refs/remotes/origin/HEAD"), "the main branch of origin"));
    }

    /** GitHub writes zeros where there was nothing before. */
    private static Optional<String> commit(JsonNode node) {
        return text(node).filter(id -> COMMIT.matcher(id).matches()).filter(id -> !id.matches("0+"));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank());
    }

    private static JsonNode read(String event) {
        try {
            JsonNode node = JSON.readTree(event);
            return node == null ? JSON.missingNode() : node;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
