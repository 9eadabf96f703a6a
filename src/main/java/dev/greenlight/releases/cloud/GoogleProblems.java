package dev.greenlight.releases.cloud;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.MissingRole;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an error answer of Google's API means. */
final class GoogleProblems {
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([A-Z_]+)\"");

    private GoogleProblems() {}

    /**
     * The canonical code. Google's client guesses it from HTTP's status, in which an invalid argument and a failed precondition look the same;
     * the answer's body has it.
     */
    static StatusCode.Code code(ApiException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer && answer.getContent() != null) {
                Matcher status = STATUS.matcher(answer.getContent());
                if (status.find()) {
                    String name = status.group(1);
                    return Arrays.stream(StatusCode.Code.values())
                            .filter(code -> code.name().equals(name))
                            .findFirst()
                            .orElse(e.getStatusCode().getCode());
                }
            }
        }
        return e.getStatusCode().getCode();
    }

    /** Whether the connection broke or was not made, so that there is no answer at all. */
    static boolean unanswered(ApiException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return !(cause instanceof HttpResponseException);
            }
        }
        return false;
    }

    /** The answer to a write. */
    static Reply reply(ApiException e) {
        String words = words(e);
        return switch (code(e)) {
            case ABORTED, ALREADY_EXISTS -> new Reply.Conflict(words);
            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN -> new Reply.Busy(words);
            // Cloud Run answers this while the resource is still being worked on ("not ready"); it passes.
            case FAILED_PRECONDITION -> new Reply.Busy(words);
            default -> new Reply.Refused(words);
        };
    }

    static boolean missing(ApiException e) {
        return code(e) == StatusCode.Code.NOT_FOUND;
    }

    static ExternalFailure failed(String tried, Exception e) {
        return ExternalFailure.in(e)
                .orElseGet(() -> new ExternalFailure(
                        tried,
                        "Cloud Run answered: "
                                + (e instanceof ApiException api ? words(api) : String.valueOf(e.getMessage())),
                        remedy(e),
                        e));
    }

    private static String remedy(Exception e) {
        if (!(e instanceof ApiException api)) {
            return "check that the API's address is right and reachable from here";
        }
        return switch (code(api)) {
            case UNAUTHENTICATED -> "check the input 'credentials'";
            case PERMISSION_DENIED ->
                MissingRole.in(String.valueOf(api.getMessage()))
                        .map(MissingRole::remedy)
                        .orElse(
                                "give the deploying identity roles/run.admin and roles/iam.serviceAccountUser in this project, and check that Cloud Run's API is enabled");
            case NOT_FOUND -> "check the project and the region in greenlight.yml";
            case RESOURCE_EXHAUSTED -> "a quota is used up; try again in a minute";
            default -> "try again; when it persists, look at Google Cloud's status page";
        };
    }

    private static String words(ApiException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return code(e) + " " + (message.length() > 400 ? message.substring(0, 400) + "…" : message);
    }
}
