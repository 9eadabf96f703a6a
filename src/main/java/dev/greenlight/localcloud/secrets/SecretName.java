package dev.greenlight.localcloud.secrets;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.util.regex.Pattern;

/**
 * A secret's name; what it is made of is safe as a file name.
 *
 * @param location empty for a global secret
 */
record SecretName(String project, String location, String id) {
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9:.-]{0,61}");
    private static final Pattern LOCATION = Pattern.compile("|[a-z][a-z0-9-]{0,61}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    SecretName {
        if (!PROJECT.matcher(project).matches()) {
            throw ApiError.invalidArgument("Invalid project [" + project + "].");
        }
        if (!LOCATION.matcher(location).matches()) {
            throw ApiError.invalidArgument("Invalid location [" + location + "].");
        }
        if (!ID.matcher(id).matches()) {
            throw ApiError.invalidArgument(
                    "The provided Secret ID [" + id + "] does not match the expected format [[a-zA-Z_0-9]+]");
        }
    }

    /** @param id a short name */
    static SecretName of(Call call, String id) {
        return new SecretName(call.variable("p"), call.variables().getOrDefault("l", ""), id);
    }

    boolean isRegional() {
        return !location.isEmpty();
    }

    /** The same secret of another project. */
    SecretName in(String other) {
        return new SecretName(other, location, id);
    }

    String parent() {
        return "projects/" + project + (isRegional() ? "/locations/" + location : "");
    }

    String path() {
        return parent() + "/secrets/" + id;
    }

    String version(int number) {
        return path() + "/versions/" + number;
    }

    ApiError notFound() {
        return ApiError.notFound("Secret [" + path() + "] not found.");
    }
}
