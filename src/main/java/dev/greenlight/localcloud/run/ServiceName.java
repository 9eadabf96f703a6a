package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.resources.Rules;

/** The name of a service: {@code projects/<project>/locations/<location>/services/<id>}. */
record ServiceName(String project, String location, String id) {
    static ServiceName of(Call call) {
        return of(call, call.variable("s"));
    }

    static ServiceName of(Call call, String id) {
        Rules.checkParent(call.variable("p"), call.variable("l"));
        return new ServiceName(call.variable("p"), call.variable("l"), id);
    }

    static ServiceName of(Key key) {
        return new ServiceName(key.project(), key.location(), key.owner());
    }

    static ServiceName parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 6) {
            throw new IllegalArgumentException("not a service's name: " + path);
        }
        return new ServiceName(parts[1], parts[3], parts[5]);
    }

    String parent() {
        return "projects/" + project + "/locations/" + location;
    }

    String path() {
        return parent() + "/services/" + id;
    }

    /** @param revision short name */
    String revision(String revision) {
        return path() + "/revisions/" + revision;
    }

    Key key(String revision) {
        return new Key(Key.Kind.REVISION, project, location, id, revision);
    }

    ApiError notFound() {
        return ApiError.notFound("service \"" + path() + "\" not found");
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
