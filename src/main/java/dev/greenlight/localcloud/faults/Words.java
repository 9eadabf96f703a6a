package dev.greenlight.localcloud.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.http.Status;
import java.util.Map;

/**
 * Refusals as Google words them.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">errors and their details</a>
 */
final class Words {
    private static final Map<String, String> HOSTS =
            Map.of("secrets", "secretmanager", "artifacts", "artifactregistry", "oauth", "oauth2");
    private static final Map<String, String> PERMISSIONS = Map.of(
            "logging.entries.list", "logging.logEntries.list",
            "secrets.addVersion", "secretmanager.versions.add");

    private Words() {}

    /** @param resource its full name */
    static ApiError refused(Status status, String method, String resource, String message) {
        return new ApiError(status, message.isEmpty() ? usual(status, method, resource) : message);
    }

    private static String usual(Status status, String method, String resource) {
        String id = resource.substring(resource.lastIndexOf('/') + 1);
        return switch (status) {
            case ABORTED -> "Conflict for resource '" + id + "': version '1' was specified but current version is '2'.";
            case RESOURCE_EXHAUSTED -> quotaWords(method, resource);
            case INTERNAL -> "Internal error encountered.";
            case UNAVAILABLE -> "The service is currently unavailable.";
            case DEADLINE_EXCEEDED -> "Deadline expired before operation could complete.";
            case NOT_FOUND -> "Requested entity was not found.";
            case PERMISSION_DENIED -> "The caller does not have permission";
            case UNAUTHENTICATED -> "Request had invalid authentication credentials. Expected OAuth 2 access token.";
            case ALREADY_EXISTS -> "Requested entity already exists";
            case FAILED_PRECONDITION -> "Precondition check failed.";
            case OUT_OF_RANGE, INVALID_ARGUMENT -> "Request contains an invalid argument.";
            case UNIMPLEMENTED -> "Operation is not implemented, or supported, or enabled.";
        };
    }

    static ApiError quota(String method, String resource) {
        ObjectNode info = info("RATE_LIMIT_EXCEEDED", "googleapis.com");
        info.putObject("metadata")
                .put("service", host(method))
                .put("consumer", consumer(resource))
                .put("quota_metric", host(method) + "/" + (isRead(method) ? "read" : "write") + "_requests");
        return new ApiError(Status.RESOURCE_EXHAUSTED, quotaWords(method, resource)).withDetail(info);
    }

    private static String quotaWords(String method, String resource) {
        String kind = isRead(method) ? "Read" : "Write";
        return "Quota exceeded for quota metric '" + kind + " requests' and limit '" + kind
                + " requests per minute per region' of service '" + host(method) + "' for consumer '"
                + consumer(resource) + "'.";
    }

    /** @param permission empty = the one that the method asks for */
    static ApiError denied(String method, String resource, String permission) {
        String missing = permission.isEmpty() ? permission(method) : permission;
        ObjectNode info = info("IAM_PERMISSION_DENIED", "iam.googleapis.com");
        info.putObject("metadata").put("permission", missing).put("resource", resource);
        return ApiError.permissionDenied("Permission '" + missing + "' denied on resource '" + resource
                        + "' (or resource may not exist).")
                .withDetail(info);
    }

    /** The permission that a method asks for: {@code run.services.update} for {@code run.services.patch}. */
    static String permission(String method) {
        String known = PERMISSIONS.get(method);
        if (known != null) {
            return known;
        }
        String[] parts = method.split("\\.", -1);
        String verb = parts[parts.length - 1].equals("patch") ? "update" : parts[parts.length - 1];
        String service = host(method).replace(".googleapis.com", "");
        return service + "." + parts[Math.max(0, parts.length - 2)] + "." + verb;
    }

    /** What Google's front end answers when nothing behind it does. */
    static Reply frontEnd(int status) {
        String page = "<!DOCTYPE html><html lang=en><title>Error " + status + " (Server Error)!!1</title><p><b>"
                + status + ".</b> That’s an error.</html>";
        return new Reply(
                status, "text/html; charset=UTF-8", Map.of(), page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static ObjectNode info(String reason, String domain) {
        return Json.object()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", reason)
                .put("domain", domain);
    }

    private static String host(String method) {
        String first = method.substring(0, method.indexOf('.'));
        return HOSTS.getOrDefault(first, first) + ".googleapis.com";
    }

    private static boolean isRead(String method) {
        return method.matches(".*\\.(get|list|access|wait|getIamPolicy|testIamPermissions)");
    }

    private static String consumer(String resource) {
        String[] parts = resource.split("/", -1);
        return parts.length > 1 ? "projects/" + parts[1] : "projects/unknown";
    }
}
