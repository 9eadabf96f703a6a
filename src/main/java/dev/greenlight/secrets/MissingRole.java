package dev.greenlight.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The smallest predefined role that gives a permission which Google says is missing.
 *
 * @param permission as Google names it: {@code run.services.update}
 * @param role as it is granted: {@code roles/run.developer}
 * @see <a href="https://cloud.google.com/iam/docs/understanding-roles">Roles and their permissions</a>
 */
public record MissingRole(String permission, String role) {
    private static final Pattern PERMISSION = Pattern.compile(
            "\\b((?:run|secretmanager|artifactregistry|iam|logging|monitoring)\\.[A-Za-z]+\\.[A-Za-z]+)\\b");
    private static final Map<String, String> ROLES = new LinkedHashMap<>();

    static {
        // The first that begins like the permission holds.
        ROLES.put("run.services.setIamPolicy", "roles/run.admin");
        ROLES.put("run.", "roles/run.developer");
        ROLES.put("secretmanager.", "roles/secretmanager.viewer");
        ROLES.put("artifactregistry.", "roles/artifactregistry.reader");
        ROLES.put("iam.serviceAccounts.actAs", "roles/iam.serviceAccountUser");
        ROLES.put("iam.serviceaccounts.actAs", "roles/iam.serviceAccountUser");
        // Both roles hold it; who signs in by Workload Identity is given the smaller one.
        ROLES.put("iam.serviceAccounts.getAccessToken", "roles/iam.workloadIdentityUser");
        ROLES.put("iam.serviceAccounts.getOpenIdToken", "roles/iam.serviceAccountOpenIdTokenCreator");
        ROLES.put("logging.", "roles/logging.viewer");
        ROLES.put("monitoring.", "roles/monitoring.viewer");
    }

    /** Reads an error's message; empty when it names no permission that is known here. */
    public static Optional<MissingRole> in(String message) {
        Matcher matcher = PERMISSION.matcher(message);
        while (matcher.find()) {
            String permission = matcher.group(1);
            for (Map.Entry<String, String> entry : ROLES.entrySet()) {
                if (permission.startsWith(entry.getKey())) {
                    return Optional.of(new MissingRole(permission, entry.getValue()));
                }
            }
        }
        return Optional.empty();
    }

    /** What to do, for a person. */
    public String remedy() {
        return "give the deploying identity " + role + ", which holds " + permission;
    }
}
