package dev.greenlight.images.registry;

import dev.greenlight.images.BuildResult;
import dev.greenlight.images.BuiltImage;
import dev.greenlight.images.DockerTrouble;
import dev.greenlight.images.ImageDigest;
import dev.greenlight.images.ImageInspectParser;
import dev.greenlight.images.ImageName;
import dev.greenlight.images.ImageNames;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pushes images that were inspected, and proves that what the registry has is what was inspected. */
public final class ImagePusher {
    private final Client docker;
    private final Registry registry;
    private final Progress progress;

    public ImagePusher(Client docker, Registry registry, Progress progress) {
        this.docker = docker;
        this.registry = registry;
        this.progress = progress;
    }

    /**
     * Pushes all of them. When one cannot be pushed, the failure says which already were; nothing names those to a later step.
     *
     * @return by service, the image with its digest in the registry
     */
    public Map<String, String> push(List<BuildResult.Inspected> images, ImageNames names, Deadline deadline) {
        // All are held against their tags before the first is sent: none is pushed when one was replaced meanwhile.
        images.forEach(this::unchanged);
        Map<String, String> pushed = new LinkedHashMap<>();
        for (BuildResult.Inspected image : images) {
            String service = image.build().service();
            try {
                pushed.put(service, push(image, names.of(service), deadline));
            } catch (ExternalFailure e) {
                throw pushed.isEmpty() ? e : partly(e, pushed);
            }
        }
        return pushed;
    }

    private static ExternalFailure partly(ExternalFailure failure, Map<String, String> pushed) {
        return new ExternalFailure(
                "push all images",
                "only those of " + String.join(", ", pushed.keySet()) + " arrived: " + failure.getMessage(),
                failure.remedy(),
                failure);
    }

    private String push(BuildResult.Inspected image, ImageName name, Deadline deadline) {
        String tag = image.build().tag();
        progress.say("Pushing " + tag);
        List<String> printed = new ArrayList<>();
        Ending ending = docker.run(List.of("docker", "push", tag), deadline.left(), line -> {
            printed.add(line);
            if (!line.endsWith(": Preparing") && !line.endsWith(": Waiting")) {
                progress.quote(line);
            }
        });
        if (ending instanceof Ending.TimedOut) {
            throw broken(
                    tag,
                    Thread.currentThread().isInterrupted() ? "the run was cancelled" : "the time limit was reached");
        }
        if (!(ending instanceof Ending.Exited exited && exited.succeeded())) {
            throw DockerTrouble.push(tag, Tail.whole(ending));
        }
        ImageDigest digest =
                PushParser.digest(printed).orElseThrow(() -> broken(tag, "the Docker client named no digest for it"));
        BuiltImage after = unchanged(image);
        if (after.repoDigests().stream().noneMatch(name.at(digest)::equals)) {
            throw broken(tag, "the engine does not know the pushed image by the digest " + digest);
        }
        proven(image, name, digest);
        return name.at(digest);
    }

    /** The image that the tag stands for now, which must be the one that was inspected. */
    private BuiltImage unchanged(BuildResult.Inspected image) {
        String tag = image.build().tag();
        Optional<BuiltImage> now = ImageInspectParser.parse(docker.ask(List.of("docker", "image", "inspect", tag)));
        return now.filter(built -> built.id().equals(image.image().id()))
                .orElseThrow(() -> broken(tag, "another image than the inspected one has this tag by now"));
    }

    private void proven(BuildResult.Inspected image, ImageName name, ImageDigest digest) {
        String tag = image.build().tag();
        String version = tag.substring(tag.lastIndexOf(':') + 1);
        Manifest byDigest = registry.manifest(name, digest.value())
                .orElseThrow(() -> broken(tag, "the registry does not have " + digest));
        Manifest byTag = registry.manifest(name, version)
                .orElseThrow(() -> broken(tag, "the registry does not have the tag " + version));
        if (!byDigest.digest().equals(digest) || !byTag.digest().equals(digest)) {
            throw broken(tag, "the registry has " + byTag.digest() + " under the tag, " + digest + " was pushed");
        }
        if (!byDigest.holds(image.image().id())) {
            throw broken(
                    tag,
                    "the registry's image is not the inspected one, "
                            + image.image().id());
        }
    }

    private static ExternalFailure broken(String tag, String happened) {
        return new ExternalFailure(
                "push " + tag,
                happened,
                "Run the action again, and see that nothing else pushes or builds this tag at the same time.");
    }
}
