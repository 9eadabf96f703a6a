package dev.greenlight.checks.scratch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Whether installed npm packages are those that the lock file names.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles">npm's hidden lock file</a>
 */
public final class InstalledPackages {
    private static final JsonMapper JSON = new JsonMapper();

    private InstalledPackages() {}

    /**
     * @param lock the text of {@code package-lock.json}
     * @param installed the text of {@code node_modules/.package-lock.json}, which npm writes after an installation
     */
    public static boolean match(String lock, String installed) {
        try {
            JsonNode wanted = JSON.readTree(lock).path("packages");
            JsonNode present = JSON.readTree(installed).path("packages");
            return !wanted.isEmpty()
                    && wanted.propertyStream().allMatch(entry -> {
                        JsonNode there = present.path(entry.getKey());
                        boolean needed = entry.getKey().contains("node_modules/")
                                && !entry.getValue().path("optional").asBoolean()
                                && !entry.getValue().path("devOptional").asBoolean()
                                && !entry.getValue().path("peer").asBoolean();
                        return there.isMissingNode() ? !needed : same(entry.getValue(), there);
                    });
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean same(JsonNode wanted, JsonNode present) {
        return wanted.path("version").equals(present.path("version"))
                && wanted.path("integrity").equals(present.path("integrity"));
    }
}
