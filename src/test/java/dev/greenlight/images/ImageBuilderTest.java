package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.images.layers.Archives;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuilderTest {
    @TempDir
    Path folder;

    private final FakeCommands docker = new FakeCommands();

    @BeforeEach
    void an_engine_on_which_all_goes_well() {
        docker.prints("buildx version", "v0.13")
                .prints("buildx build", "done\n")
                .prints("image inspect", Images.inspect())
                .prints("docker history", "{\"CreatedBy\":\"RUN x\"}\n");
        saves(Archives.layer(Map.of("app/manage.py", "print()")));
    }

    private void saves(byte[] layer) {
        docker.on("docker save", command -> {
            try {
                Files.write(Path.of(command.arguments().get(3)), Archives.image(layer));
                return new Ending.Exited(0, "", "", Duration.ZERO);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private BuildResult build() {
        return new ImageBuilder(new Client(docker, folder, Map.of()), new FakeProgress(), folder.resolve("logs"))
                .build(List.of(Images.BUILD), Deadline.in(Duration.ofMinutes(1)))
                .getFirst();
    }

    @Test
    void a_good_image_is_built_and_inspected() {
        assertThat(build()).isInstanceOfSatisfying(BuildResult.Inspected.class, built -> {
            assertThat(built.image().id()).isEqualTo(Images.ID);
            assertThat(built.findings()).isEmpty();
        });
        assertThat(folder.resolve("logs/backend-build.log")).hasContent("done\n");
        assertThat(docker.lines()).anyMatch(line -> line.contains("docker save") && line.endsWith(Images.ID.value()));
    }

    @Test
    void the_build_is_told_its_version_and_commit() {
        build();
        assertThat(docker.lines())
                .contains(
                        "docker buildx build --load --provenance=false --progress=plain --build-arg RELEASE_VERSION=v1 --build-arg COMMIT_SHA=abc123"
                                + " --label org.opencontainers.image.revision=abc123 --label org.opencontainers.image.version=v1"
                                + " --label org.opencontainers.image.created=2026-11-24T10:00:00Z --tag localhost:5000/dreamcatchr/images/backend:v1 /w/backend");
    }

    @Test
    void without_the_newer_builder_the_older_one_serves() {
        docker.exits("buildx version", 1, "", "unknown command").prints("docker build ", "");
        assertThat(build()).isInstanceOf(BuildResult.Inspected.class);
    }

    @Test
    void what_lies_in_a_layer_is_found() {
        saves(Archives.layer(Map.of(
                "app/.env", "PASSWORD=x", "app/key.pem", "-----BEGIN PRIVATE KEY-----\n", "app/cert.pem", "CERT")));
        assertThat(((BuildResult.Inspected) build()).findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("dot-env", "private-key");
    }

    @Test
    void a_step_that_fails_is_a_verdict() {
        docker.exits("buildx build", 1, "", "RUN pip install\nERROR: no\n");
        assertThat(build())
                .isInstanceOfSatisfying(
                        BuildResult.NotBuilt.class,
                        failed -> assertThat(failed.lastLines()).endsWith("ERROR: no"));
        docker.hangs("buildx build", "slow\n");
        assertThat(build())
                .isInstanceOfSatisfying(
                        BuildResult.NotBuilt.class,
                        failed -> assertThat(failed.why()).contains("time limit"));
    }

    @Test
    void an_image_that_cannot_be_inspected_whole_is_not_taken_for_good() {
        saves(new byte[700]);
        docker.on("docker save", command -> {
            try {
                Files.write(Path.of(command.arguments().get(3)), new byte[100]);
                return new Ending.Exited(0, "", "", Duration.ZERO);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(build()).isInstanceOf(BuildResult.NotInspected.class);
        docker.prints("docker history", "");
        assertThat(build()).isInstanceOf(BuildResult.NotInspected.class);
        docker.prints("image inspect", "[]");
        assertThat(build()).isInstanceOf(BuildResult.NotInspected.class);
        assertThat(new ImagesReport(List.of(build()), Map.of()).reasons()).hasSize(1);
    }

    @Test
    void what_comes_from_outside_is_no_verdict() {
        docker.exits(
                "buildx build", 1, "", "failed to resolve source metadata for docker.io/library/python:9: not found");
        assertThatThrownBy(this::build).isInstanceOf(ExternalFailure.class);
        docker.prints("buildx build", "").exits("docker save", 1, "", "no space left on device");
        assertThatThrownBy(this::build).isInstanceOf(ExternalFailure.class).hasMessageContaining("disk");
    }
}
