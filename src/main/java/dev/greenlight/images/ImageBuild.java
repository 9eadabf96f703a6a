package dev.greenlight.images;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An image to be built.
 *
 * @param service the service's name
 * @param folder its folder, which is the build's context; absolute, as this process sees it
 * @param place its Dockerfile, relative to the workspace
 * @param port the port that the service is said to listen on
 * @param tag the name and tag that the image gets on the engine
 * @param stamp what the image is told of itself
 */
public record ImageBuild(String service, Path folder, String place, int port, String tag, Stamp stamp) {
    /**
     * What an image is told of itself, as build arguments and as labels.
     *
     * @param version the release's version
     * @param commit the commit that it was built from; may be empty when unknown
     * @param created when
     */
    public record Stamp(String version, String commit, Instant created) {}

    /**
     * The command that builds it.
     *
     * @param buildx whether the client has the newer builder, which then also puts the image into the engine
     * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">the labels</a>
     */
    List<String> command(boolean buildx) {
        List<String> line = new ArrayList<>(
                buildx
                        // An attestation would make the image an index, which not every engine can load.
                        ? List.of("docker", "buildx", "build", "--load", "--provenance=false", "--progress=plain")
                        : List.of("docker", "build"));
        argument(line, "RELEASE_VERSION", stamp.version());
        argument(line, "COMMIT_SHA", stamp.commit());
        label(line, "revision", stamp.commit());
        label(line, "version", stamp.version());
        label(line, "created", stamp.created().toString());
        line.addAll(List.of("--tag", tag, folder.toString()));
        return line;
    }

    private static void argument(List<String> line, String name, String value) {
        line.addAll(List.of("--build-arg", name + "=" + value));
    }

    private static void label(List<String> line, String name, String value) {
        line.addAll(List.of("--label", "org.opencontainers.image." + name + "=" + value));
    }
}
