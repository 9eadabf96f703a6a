package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSummaryTest {
    @TempDir
    Path folder;

    @Test
    void a_small_page_is_written_whole() {
        assertThat(JobSummary.render("## Fine", List.of(new Section("One", "text\n"), new Section("Two", "more"))))
                .isEqualTo("## Fine\n\n### One\n\ntext\n\n### Two\n\nmore\n\n");
    }

    @Test
    void a_section_that_does_not_fit_is_left_out_whole_and_named_and_smaller_ones_after_it_stay() throws IOException {
        Path file = Files.createFile(folder.resolve("summary"));
        new JobSummary(new RunnerContext(Map.of("GITHUB_STEP_SUMMARY", file.toString())))
                .write(
                        "## Much",
                        List.of(
                                new Section("Small", "here"),
                                new Section("Huge", "ü".repeat(600_000)),
                                new Section("Last", "here too")),
                        "greenlight-reports/quality.md");
        assertThat(Files.readString(file))
                .contains("### Small", "### Last")
                .doesNotContain("### Huge")
                .endsWith("Left out here, since a job summary is at most 1 MiB: Huge. "
                        + "The whole is in greenlight-reports/quality.md.\n");
    }

    @Test
    void it_counts_bytes_and_what_the_file_already_holds() throws IOException {
        Path file = folder.resolve("summary");
        Files.writeString(file, "x".repeat(900_000));
        JobSummary summary = new JobSummary(new RunnerContext(Map.of("GITHUB_STEP_SUMMARY", file.toString())));
        summary.write("## Title", List.of(new Section("Umlauts", "ü".repeat(100_000))), "the report");
        assertThat(Files.size(file)).isLessThan(910_000);
        summary.write("## Title", List.of(new Section("Letters", "u".repeat(100_000))), "the report");
        assertThat(Files.size(file)).isBetween(1_000_000L, 1_048_576L);
        summary.write("## " + "t".repeat(60_000), List.of(), "the report");
        assertThat(Files.size(file)).isLessThanOrEqualTo(1_048_576L);
    }

    @Test
    void the_sentence_about_a_thousand_left_out_sections_stays_short() {
        List<Section> sections = IntStream.range(0, 1000)
                .mapToObj(i -> new Section("Section " + i + " " + "x".repeat(200), "y".repeat(5000)))
                .toList();
        String page = JobSummary.render("## Title", sections, 10_000, "the report");
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_000);
        assertThat(page).contains("and 989 more");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> new JobSummary(new RunnerContext(Map.of("GITHUB_STEP_SUMMARY", "/nowhere/file")))
                        .write("x", List.of(), "y"))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContainingAll("GITHUB_STEP_SUMMARY", "/nowhere/file");
    }
}
