package dev.greenlight.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.images.BuildResult;
import dev.greenlight.images.ImageDigest;
import dev.greenlight.images.ImageInspectParser;
import dev.greenlight.images.ImageNames;
import dev.greenlight.images.Images;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.FakeProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagePusherTest {
    private static final String NAME = "localhost:5000/dreamcatchr/images/backend";
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final ImageDigest OTHER = new ImageDigest("sha256:" + "ef".repeat(32));

    private final FakeCommands docker = new FakeCommands();
    private final Map<String, Manifest> registry = new HashMap<>();

    @BeforeEach
    void an_engine_and_a_registry_that_agree() {
        docker.prints("docker push", "a: Pushed\nv1: digest: " + DIGEST + " size: 3023\n")
                .prints("image inspect", inspected(Images.ID, "\"" + NAME + "@" + DIGEST + "\""));
        registry.put(DIGEST.value(), new Manifest(DIGEST, Optional.of(Images.ID)));
        registry.put("v1", new Manifest(DIGEST, Optional.of(Images.ID)));
    }

    private static String inspected(ImageDigest id, String repoDigests) {
        return Images.inspect(id.value(), "10001", "", repoDigests);
    }

    private Map<String, String> push() {
        BuildResult.Inspected image = new BuildResult.Inspected(
                Images.BUILD, ImageInspectParser.parse(Images.inspect()).orElseThrow(), List.of(), Duration.ZERO);
        return new ImagePusher(
                        new Client(docker, Path.of("/"), Map.of()),
                        (name, reference) -> Optional.ofNullable(registry.get(reference)),
                        new FakeProgress())
                .push(
                        List.of(image),
                        new ImageNames("localhost:5000/dreamcatchr/images"),
                        Deadline.in(Duration.ofMinutes(1)));
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::push).isInstanceOf(ExternalFailure.class).hasMessageContaining(why);
    }

    @Test
    void a_pushed_image_is_named_by_the_digest_that_all_agree_on() {
        assertThat(push()).containsExactly(Map.entry("backend", NAME + "@" + DIGEST));
    }

    @Test
    void an_engine_that_keeps_images_as_the_registry_does_agrees_too() {
        registry.put(DIGEST.value(), new Manifest(Images.ID, Optional.of(OTHER)));
        assertRefused("under the tag");
        registry.put(DIGEST.value(), new Manifest(DIGEST, Optional.of(OTHER)));
        assertRefused("not the inspected one");
    }

    @Test
    void an_image_that_was_replaced_after_its_inspection_is_not_pushed() {
        docker.prints("image inspect", inspected(OTHER, ""));
        assertRefused("another image");
        assertThat(docker.lines()).noneMatch(line -> line.startsWith("docker push"));
    }

    @Test
    void a_registry_that_has_something_else_is_refused() {
        registry.put("v1", new Manifest(OTHER, Optional.of(Images.ID)));
        assertRefused("under the tag");
        registry.remove("v1");
        assertRefused("does not have the tag v1");
        registry.remove(DIGEST.value());
        assertRefused("does not have sha256:ab");
    }

    @Test
    void a_digest_that_the_engine_does_not_know_is_refused() {
        docker.prints("image inspect", inspected(Images.ID, "\"" + NAME + "@" + OTHER + "\""));
        assertRefused("does not know the pushed image");
    }

    @Test
    void a_push_without_a_digest_or_that_fails_is_told() {
        docker.prints("docker push", "a: Pushed\n");
        assertRefused("named no digest");
        docker.exits("docker push", 1, "", "denied: no permission");
        assertRefused("the registry refused");
        docker.hangs("docker push", "a: Pushing\n");
        assertRefused("time limit");
    }
}
