package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/judge.md} says of the judge is what the judge does. */
class OperatingCurveTest {
    /** So that with some 150 cells none disagrees by chance. */
    private static final double WIDE = 4.5;

    private static final Pattern SHARE = Pattern.compile("([0-9.]+) \\(([0-9.]+) to ([0-9.]+)\\)");

    @Test
    void the_pages_figures_are_those_of_the_judge() throws IOException {
        String page = Files.readString(OperatingCurve.PAGE);
        int cells = 0;
        for (OperatingCurve.Table table : new OperatingCurve(60, 99).tables()) {
            assertThat(page).contains("**" + table.title() + "**");
            String below = page.substring(page.indexOf("**" + table.title() + "**"));
            for (int i = 0; i < table.rows().size(); i++) {
                String row = "| " + table.rows().get(i) + " | ";
                Matcher written =
                        SHARE.matcher(below.substring(below.indexOf(row), below.indexOf('\n', below.indexOf(row))));
                for (Share share : table.cells().get(i)) {
                    assertThat(written.find()).as(table.title() + row).isTrue();
                    assertThat(share.high(WIDE) * 100)
                            .as(table.title() + row + written.group())
                            .isGreaterThanOrEqualTo(number(written, 2));
                    assertThat(share.low(WIDE) * 100)
                            .as(table.title() + row + written.group())
                            .isLessThanOrEqualTo(number(written, 3));
                    cells++;
                }
                assertThat(written.find()).isFalse();
            }
        }
        assertThat(cells).as("cells compared").isGreaterThan(150);
    }

    @Test
    void good_releases_are_aborted_once_in_a_hundred_at_most() throws IOException {
        List<String> rows = rows("Whole releases");

        assertThat(rows).hasSize(5).allSatisfy(row -> {
            Matcher written = SHARE.matcher(row);
            while (written.find()) {
                assertThat(number(written, 3)).as(row).isLessThanOrEqualTo(1.0);
            }
        });
    }

    @Test
    void five_points_more_errors_are_seen_ninety_nine_times_in_a_hundred() throws IOException {
        List<String> rows = rows("400 requests to the new revision, 3,600");

        assertThat(rows.subList(0, 3)).allSatisfy(row -> {
            Matcher written = SHARE.matcher(row.split(" \\| ")[5]);
            assertThat(written.find()).isTrue();
            assertThat(number(written, 1)).as(row).isGreaterThanOrEqualTo(99.0);
        });
    }

    private static List<String> rows(String title) throws IOException {
        String page = Files.readString(OperatingCurve.PAGE);
        return page.substring(page.indexOf(title))
                .lines()
                .dropWhile(line -> !line.startsWith("| ---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(Objects.requireNonNull(matcher.group(group)));
    }
}
