package dev.greenlight.localcloud.secrets;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.util.regex.Pattern;

/** A secret's name; what it is made of is safe as a file name. */
record SecretName(String project, String id) {
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9:.-]{0,61}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    SecretName {
        if (!PROJECT.matcher(project).matches()) {
            throw ApiError.invalidArgument("Invalid project [" + project + "].");
        }
        if (!ID.matcher(id).matches()) {
            throw ApiError.invalidArgument(
                    "The provided Secret ID [" + id + "] does not match the expected format [[a-zA-Z_0-9]+]");
        }
    }

    static SecretName of(Call call) {
        return new SecretName(call.variable("p"), call.variable("s"));
    }

    String path() {
        return "projects/" + project + "/secrets/" + id;
    }

    String version(int number) {
        return path() + "/versions/" + number;
    }

    ApiError notFound() {
        return ApiError.notFound("Secret [" + path() + "] not found.");
    }
}
