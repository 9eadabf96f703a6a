package dev.greenlight.images;

import dev.greenlight.images.layers.LayerGate;
import dev.greenlight.images.layers.SavedImage;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Builds images side by side and looks at each. */
public final class ImageBuilder {
    private final Client docker;
    private final Progress progress;
    private final Path logs;

    /**
     * @param docker Docker's client
     * @param logs the folder that gets each build's log
     */
    public ImageBuilder(Client docker, Progress progress, Path logs) {
        this.docker = docker;
        this.progress = progress;
        this.logs = logs;
    }

    /**
     * Builds and inspects all of them, also when one fails.
     *
     * @param deadline for all together
     * @throws ExternalFailure when the engine, its disk or a base image is what failed
     */
    public List<BuildResult> build(List<ImageBuild> builds, Deadline deadline) {
        boolean buildx = !docker.ask(List.of("docker", "buildx", "version")).isEmpty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BuildResult>> running = builds.stream()
                    .map(build -> threads.submit(() -> build(build, buildx, deadline)))
                    .toList();
            List<BuildResult> results = new ArrayList<>();
            for (Future<BuildResult> future : running) {
                results.add(future.get());
            }
            return List.copyOf(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure("build the images", "the run was cancelled", "Run the action again.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ExternalFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private BuildResult build(ImageBuild build, boolean buildx, Deadline deadline) throws IOException {
        long start = System.nanoTime();
        progress.say("Building the image of " + build.service());
        Ending ending = docker.run(
                build.command(buildx), deadline.left(), line -> progress.quote(build.service() + " | " + line));
        String output = Tail.whole(ending);
        keep(build.service() + "-build.log", output);
        if (!(ending instanceof Ending.Exited exited && exited.succeeded())) {
            Optional<ExternalFailure> outside = DockerTrouble.build("build the image of " + build.service(), output);
            if (outside.isPresent()) {
                throw outside.get();
            }
            return new BuildResult.NotBuilt(build, why(ending), Tail.of(output, 50));
        }
        return inspect(build, Duration.ofNanos(System.nanoTime() - start), deadline);
    }

    private BuildResult inspect(ImageBuild build, Duration took, Deadline deadline) throws IOException {
        Optional<BuiltImage> image =
                ImageInspectParser.parse(docker.ask(List.of("docker", "image", "inspect", build.tag())));
        if (image.isEmpty()) {
            return new BuildResult.NotInspected(build, "the engine does not know it after its build");
        }
        String id = image.get().id().value();
        String history = docker.ask(List.of("docker", "history", "--no-trunc", "--format", "{{json .}}", id));
        if (history.isBlank()) {
            return new BuildResult.NotInspected(build, "the engine does not give its history");
        }
        List<Finding> findings =
                new ArrayList<>(ImageGate.judge(build, image.get(), ImageInspectParser.history(history)));
        try {
            findings.addAll(layers(build, id, deadline));
        } catch (IOException e) {
            return new BuildResult.NotInspected(build, "its layers could not be read: " + e.getMessage());
        }
        return new BuildResult.Inspected(build, image.get(), findings, took);
    }

    private List<Finding> layers(ImageBuild build, String id, Deadline deadline) throws IOException {
        Path folder = Files.createTempDirectory("greenlight-image-");
        Path archive = folder.resolve("image.tar");
        try {
            // By its id, so that the image that is read is the one that was inspected, whatever the tag says by now.
            Ending saved = docker.run(List.of("docker", "save", "--output", archive.toString(), id), deadline.left());
            if (!(saved instanceof Ending.Exited exited && exited.succeeded())) {
                String output = Tail.whole(saved);
                throw DockerTrouble.engine("save the image of " + build.service(), output)
                        .orElseThrow(() -> new IOException(why(saved) + ": " + String.join(" | ", Tail.of(saved, 3))));
            }
            List<Finding> findings = new ArrayList<>();
            SavedImage.visit(
                    archive,
                    file -> LayerGate.judge(file).ifPresent(objection -> findings.add(finding(build, objection))));
            return findings.stream().distinct().toList();
        } finally {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(folder);
        }
    }

    private static Finding finding(ImageBuild build, LayerGate.Objection objection) {
        String message = "The image of " + build.service() + " has " + objection.text() + ".";
        return new Finding(
                "image", objection.rule(), objection.severity(), Optional.of(Location.of(build.place())), message);
    }

    private void keep(String name, String text) throws IOException {
        Path file = Files.createDirectories(logs).resolve(name);
        // A link that the repository put in the file's place is replaced, not followed.
        Files.deleteIfExists(file);
        Files.writeString(file, text);
    }

    private static String why(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> "it ended with exit code " + exited.code();
            case Ending.TimedOut _ -> "the time limit was reached";
            case Ending.NotStarted absent -> "docker could not be started: " + absent.reason();
        };
    }
}
