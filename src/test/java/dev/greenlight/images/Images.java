package dev.greenlight.images;

import java.nio.file.Path;
import java.time.Instant;

/** An image and what Docker says of it, for tests. */
public final class Images {
    public static final ImageDigest ID = new ImageDigest("sha256:" + "1d".repeat(32));
    public static final ImageBuild BUILD = new ImageBuild(
            "backend",
            Path.of("/w/backend"),
            "backend/Dockerfile",
            8000,
            "localhost:5000/dreamcatchr/images/backend:v1",
            new ImageBuild.Stamp("v1", "abc123", Instant.parse("2026-11-24T10:00:00Z")));

    private Images() {}

    /** What {@code docker image inspect} prints of a good image. */
    public static String inspect(String id, String user, String env, String repoDigests) {
        return """
                [{"Id":"%s","RepoDigests":[%s],"Size":1000000,
                  "Config":{"User":"%s","Env":["PATH=/bin"%s],"Labels":{"a":"b"},"ExposedPorts":{"8000/tcp":{}}}}]""".formatted(id, repoDigests, user, env);
    }

    public static String inspect() {
        return inspect(ID.value(), "10001", "", "");
    }
}
