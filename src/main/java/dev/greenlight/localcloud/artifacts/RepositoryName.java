package dev.greenlight.localcloud.artifacts;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.util.regex.Pattern;

/** A repository's name. */
record RepositoryName(String project, String location, String id) {
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9:.-]{0,61}");
    private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    RepositoryName {
        if (!PROJECT.matcher(project).matches() || !PROJECT.matcher(location).matches()) {
            throw ApiError.invalidArgument(
                    "Invalid resource name: projects/" + project + "/locations/" + location + ".");
        }
        if (!ID.matcher(id).matches()) {
            throw ApiError.badField(
                    "repository_id",
                    "1 to 63 lower-case letters, digits and hyphens; first a letter, last no hyphen.",
                    "Invalid repository_id \"" + id + "\".");
        }
    }

    static RepositoryName of(Call call) {
        return new RepositoryName(call.variable("p"), call.variable("l"), call.variable("r"));
    }

    String parent() {
        return "projects/" + project + "/locations/" + location;
    }

    String path() {
        return parent() + "/repositories/" + id;
    }

    /** What the names of its images start with in the registry. */
    String prefix() {
        return project + "/" + id + "/";
    }
}
