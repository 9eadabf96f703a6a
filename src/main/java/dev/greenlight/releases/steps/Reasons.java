package dev.greenlight.releases.steps;

import dev.greenlight.releases.world.Condition;
import dev.greenlight.releases.world.ServiceState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cloud Run's reasons in plain words.
 *
 * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/Condition">Condition</a>
 */
public final class Reasons {
    private Reasons() {}

    /** What a service's conditions object to; empty when they do not. */
    public static String of(ServiceState state) {
        return of(state.readiness().failures());
    }

    public static String of(List<Condition> failures) {
        return failures.stream().map(Reasons::sentence).distinct().collect(Collectors.joining("; "));
    }

    private static String sentence(Condition condition) {
        String plain = plain(condition.reason());
        String said = condition.message().strip().replaceAll("\\s+", " ");
        if (plain.isEmpty()) {
            return said.isEmpty() ? condition.type() + " failed" : said;
        }
        return said.isEmpty() ? plain : plain + " (Cloud Run: " + said + ")";
    }

    private static String plain(String reason) {
        return switch (reason) {
            case "HEALTH_CHECK_CONTAINER_ERROR" ->
                "the container did not start to listen on its port in time; look at its log for a crash at start, and check that it listens on $PORT on all interfaces";
            case "CONTAINER_MISSING" -> "the image was not found in its registry";
            case "CONTAINER_PERMISSION_DENIED" ->
                "Cloud Run may not read the image; give its service agent roles/artifactregistry.reader on the repository";
            case "CONTAINER_IMAGE_UNAUTHORIZED", "CONTAINER_IMAGE_AUTHORIZATION_CHECK_FAILED" ->
                "Binary Authorization does not let the image run, or could not be asked; look at the project's policy";
            case "ENCRYPTION_KEY_PERMISSION_DENIED", "ENCRYPTION_KEY_CHECK_FAILED" ->
                "the key that the service is encrypted with cannot be used; give Cloud Run's service agent roles/cloudkms.cryptoKeyEncrypterDecrypter on it";
            case "VPC_NETWORK_NOT_FOUND" -> "the network or connector that the service names does not exist";
            case "SECRETS_ACCESS_CHECK_FAILED" ->
                "a secret that the revision names cannot be read: its version may be gone, disabled or unknown, or the service's account lacks roles/secretmanager.secretAccessor on it";
            case "PROGRESS_DEADLINE_EXCEEDED" ->
                "the revision did not become ready in the time that Cloud Run gives it";
            case "REVISION_FAILED" -> "the revision did not become ready";
            case "ACTIVE_REVISION_LIMIT_REACHED" ->
                "the service has as many active revisions as Cloud Run allows; remove unused tags and old revisions";
            case "MIN_INSTANCES_NOT_PROVISIONED" ->
                "the least instances that the revision asks for could not be started; lower their number or try again later";
            case "NON_ZERO_EXIT_CODE" -> "the task ended with an error";
            case "INTERNAL" -> "Cloud Run itself failed; try again, and look at its status page if it lasts";
            case "CONFLICTING_REVISION_NAME" -> "a revision of that name with other contents exists";
            case "IMMEDIATE_RETRY",
                    "POSTPONED_RETRY",
                    "WAITING_FOR_OPERATION",
                    "ASSIGNING_TRAFFIC",
                    "REVISION_MISSING" -> "Cloud Run was still working on it";
            default -> "";
        };
    }
}
