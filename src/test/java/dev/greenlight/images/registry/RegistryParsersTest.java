package dev.greenlight.images.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.images.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryParsersTest {
    private static final String CONFIG = "sha256:" + "c0".repeat(32);
    private static final String MANIFEST =
            "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + CONFIG + "\"},\"layers\":[]}";

    @Test
    void a_manifest_is_known_by_its_bytes() {
        Manifest manifest =
                ManifestParser.parse(MANIFEST.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(manifest.config()).contains(new ImageDigest(CONFIG));
        assertThat(manifest.holds(new ImageDigest(CONFIG))).isTrue();
        assertThat(manifest.holds(manifest.digest())).isTrue();
        assertThat(manifest.holds(new ImageDigest("sha256:" + "d0".repeat(32)))).isFalse();
        assertThat(ManifestParser.parse((MANIFEST + "\r\n").getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(other -> assertThat(other.digest()).isNotEqualTo(manifest.digest()));
    }

    @Test
    void a_list_of_images_has_no_configuration_and_other_bytes_are_none() {
        assertThat(ManifestParser.parse("{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(list -> assertThat(list.config()).isEmpty());
        assertThat(ManifestParser.parse("<html>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ManifestParser.parse("{\"errors\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ManifestParser.parse(new byte[0])).isEmpty();
    }

    @Test
    void the_digest_stands_in_the_last_line_of_a_push() {
        String digest = "sha256:" + "ab".repeat(32);
        assertThat(PushParser.digest(List.of("a: Pushed", "v1: digest: " + digest + " size: 3023\r")))
                .contains(new ImageDigest(digest));
        assertThat(PushParser.digest(List.of("a: Pushed"))).isEmpty();
        assertThat(PushParser.digest(List.of())).isEmpty();
        assertThat(PushParser.digest(List.of("v1: digest: sha256:short size: 1")))
                .isEmpty();
    }

    @Test
    void a_login_is_read_from_the_clients_configuration() {
        // "user:pass:word" in base 64
        String config =
                "{\"auths\":{\"r.example\":{\"auth\":\"dXNlcjpwYXNzOndvcmQ=\"},\"https://s.example\":{\"auth\":\"dTpw\"},\"b\":{\"auth\":\"*\"},\"n\":{\"auth\":\"dXNlcg==\"}}}";
        assertThat(DockerConfigParser.login(config, "r.example")).hasValueSatisfying(login -> {
            assertThat(login.user()).isEqualTo("user");
            assertThat(login.password().reveal()).isEqualTo("pass:word");
        });
        assertThat(DockerConfigParser.login(config, "s.example")).isPresent();
        assertThat(DockerConfigParser.login(config, "b")).isEmpty();
        assertThat(DockerConfigParser.login(config, "n")).isEmpty();
        assertThat(DockerConfigParser.login(config, "other")).isEmpty();
        assertThat(DockerConfigParser.login("broken", "r.example")).isEmpty();
    }

    @Test
    void a_helper_is_named_for_a_registry_or_for_all() {
        String config = "{\"credsStore\":\"desktop\",\"credHelpers\":{\"eu.example\":\"gcloud\",\"bad\":\"../x\"}}";
        assertThat(DockerConfigParser.helper(config, "eu.example")).contains("gcloud");
        assertThat(DockerConfigParser.helper(config, "other")).contains("desktop");
        assertThat(DockerConfigParser.helper(config, "bad")).isEmpty();
        assertThat(DockerConfigParser.helper("{}", "x")).isEmpty();
        assertThat(DockerConfigParser.answer("{\"Username\":\"u\",\"Secret\":\"s\"}"))
                .isPresent();
        assertThat(DockerConfigParser.answer("{\"Username\":\"u\"}")).isEmpty();
    }
}
