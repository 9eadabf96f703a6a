package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageInspectParserTest {
    @Test
    void an_image_is_read() {
        BuiltImage image = ImageInspectParser.parse(Images.inspect()).orElseThrow();
        assertThat(image.id()).isEqualTo(Images.ID);
        assertThat(image.user()).isEqualTo("10001");
        assertThat(image.env()).containsExactly("PATH=/bin");
        assertThat(image.labels()).containsEntry("a", "b");
        assertThat(image.ports()).containsExactly(8000);
        assertThat(image.bytes()).isEqualTo(1_000_000);
    }

    @Test
    void a_port_that_is_none_is_left_out() {
        assertThat(ImageInspectParser.parse(Images.inspect().replace("8000/tcp", "http/tcp"))
                        .orElseThrow()
                        .ports())
                .isEmpty();
    }

    @Test
    void what_is_absent_is_empty() {
        BuiltImage image = ImageInspectParser.parse(
                        "[{\"Id\":\"" + Images.ID + "\",\"Config\":{\"Env\":null,\"Labels\":null}}]\r\n")
                .orElseThrow();
        assertThat(image.user()).isEmpty();
        assertThat(image.env()).isEmpty();
        assertThat(image.ports()).isEmpty();
        assertThat(image.repoDigests()).isEmpty();
    }

    @Test
    void anything_but_one_image_is_none() {
        assertThat(ImageInspectParser.parse("")).isEmpty();
        assertThat(ImageInspectParser.parse("[]")).isEmpty();
        assertThat(ImageInspectParser.parse("[{\"Id\":\"short\"}]")).isEmpty();
        assertThat(ImageInspectParser.parse("[{},{}]")).isEmpty();
        assertThat(ImageInspectParser.parse(Images.inspect().substring(0, 50))).isEmpty();
    }

    @Test
    void history_is_read_line_by_line() {
        assertThat(ImageInspectParser.history("""
                {"CreatedBy":"CMD [\\"träume\\"]"}
                broken
                {"CreatedBy":""}
                {"CreatedBy":"RUN x"}
                """)).containsExactly("CMD [\"träume\"]", "RUN x");
    }
}
