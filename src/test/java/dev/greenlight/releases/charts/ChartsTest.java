package dev.greenlight.releases.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final Course COURSE = new Course(
            "app-api",
            "app-api-v2-ab12",
            NOON,
            NOON.plusSeconds(100),
            List.of(
                    new Course.Share(NOON, 0),
                    new Course.Share(NOON.plusSeconds(20), 10),
                    new Course.Share(NOON.plusSeconds(50), 100),
                    new Course.Share(NOON.plusSeconds(80), 0)),
            List.of(
                    new Course.Seen(NOON.plusSeconds(20), NOON.plusSeconds(50), 600, 0),
                    new Course.Seen(NOON.plusSeconds(50), NOON.plusSeconds(80), 300, 30)));

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ChartsTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_picture_is_as_it_was_approved() throws IOException {
        assertThat(SvgChart.of("Rolled back: v2 did not hold", List.of(COURSE))).isEqualTo(golden("traffic.svg"));
    }

    @Test
    void the_summarys_chart_is_as_it_was_approved() throws IOException {
        assertThat(MermaidChart.of(List.of(COURSE))).isEqualTo(golden("traffic.md"));
    }

    @Test
    void the_picture_is_well_formed_and_says_in_words_what_it_shows() throws Exception {
        Document document = parsed(SvgChart.of("Released", List.of(COURSE, COURSE)));

        assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(document.getDocumentElement().getAttribute("aria-labelledby"))
                .isEqualTo("title desc");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Released");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .contains("10 % from 20.0 s on", "0 % from 80.0 s on", "900 requests were seen, 30 of them failed");
        assertThat(document.getElementsByTagName("style").item(0).getTextContent())
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void names_and_titles_are_text_and_never_markup() throws Exception {
        String bad = "a\"<script>&]]>\u0000\u0007;`\n```";
        Course course = new Course(bad, bad, COURSE.start(), COURSE.end(), COURSE.shares(), COURSE.seen());

        Document document = parsed(SvgChart.of(bad, List.of(course)));
        String mermaid = MermaidChart.of(List.of(course));

        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("a\"<script>&]]>");
        assertThat(mermaid).contains("title \"a__script_____").doesNotContain("<");
        assertThat(mermaid.lines().filter(line -> line.contains("```"))).hasSize(2);
    }

    @Test
    void sizes_have_a_bound() throws Exception {
        Course busy = new Course(
                "s".repeat(49),
                "r".repeat(63),
                COURSE.start(),
                COURSE.end(),
                IntStream.range(0, 100)
                        .mapToObj(i -> new Course.Share(NOON.plusSeconds(i), i))
                        .toList(),
                IntStream.range(0, 40 * 9)
                        .mapToObj(
                                i -> new Course.Seen(NOON.plusMillis(i * 200L), NOON.plusMillis(i * 200L + 200), 9, 1))
                        .toList());
        List<Course> many = Collections.nCopies(30, busy);

        String svg = SvgChart.of("t", many);

        assertThat(svg).hasSizeLessThan(1_000_000);
        assertThat(parsed(svg).getElementsByTagName("g").getLength()).isEqualTo(SvgChart.MOST);
        assertThat(MermaidChart.of(many)).hasSizeLessThan(10_000).contains("and 26 more services");
    }

    @Test
    void a_run_of_no_length_and_without_requests_is_drawn_all_the_same() throws Exception {
        Course instant = new Course(
                "a", "a-1", NOON, NOON, List.of(new Course.Share(NOON, 0), new Course.Share(NOON, 100)), List.of());

        String svg = SvgChart.of("t", List.of(instant));

        assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("no requests were looked at").doesNotContain("NaN", "Infinity");
        assertThat(MermaidChart.of(List.of(instant))).doesNotContain("NaN").contains("no requests were looked at");
    }

    @Test
    void a_few_requests_in_a_moment_do_not_dwarf_the_others() {
        Course course = new Course(
                "a",
                "a-1",
                NOON,
                NOON.plusSeconds(20),
                List.of(new Course.Share(NOON, 0), new Course.Share(NOON, 100)),
                List.of(
                        new Course.Seen(NOON, NOON.plusSeconds(10), 100, 0),
                        new Course.Seen(NOON.plusSeconds(11), NOON.plusMillis(11_002), 3, 0)));

        assertThat(SvgChart.of("t", List.of(course))).contains(">10/s<");
    }

    @Test
    void there_is_no_picture_of_nothing() {
        assertThatThrownBy(() -> SvgChart.of("t", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
