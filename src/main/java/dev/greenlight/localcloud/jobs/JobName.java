package dev.greenlight.localcloud.jobs;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.resources.Rules;

/** The name of a job: {@code projects/<project>/locations/<location>/jobs/<id>}. */
record JobName(String project, String location, String id) {
    static final String TEMPLATE = "/v2/projects/{p}/locations/{l}/jobs";

    static JobName of(Call call) {
        return of(call, call.variable("j"));
    }

    /** @param id a short name; empty for all jobs of a location */
    static JobName of(Call call, String id) {
        Rules.checkParent(call.variable("p"), call.variable("l"));
        return new JobName(call.variable("p"), call.variable("l"), id);
    }

    /** @param path a job's name or that of anything below it */
    static JobName parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 6) {
            throw new IllegalArgumentException("not a job's name: " + path);
        }
        return new JobName(parts[1], parts[3], parts[5]);
    }

    String parent() {
        return "projects/" + project + "/locations/" + location;
    }

    String path() {
        return parent() + "/jobs/" + id;
    }

    /** @param execution short name */
    String execution(String execution) {
        return path() + "/executions/" + execution;
    }

    ApiError notFound() {
        return ApiError.notFound("job \"" + path() + "\" not found");
    }
}
