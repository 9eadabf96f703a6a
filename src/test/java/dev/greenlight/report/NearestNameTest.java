package dev.greenlight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("port", "path", "health", "version", "migrate");

    @ParameterizedTest
    @CsvSource({"prot,port", "heatlh,health", "healthcheck,", "pat,path", "vresions,version", "x,", "migrat,migrate"})
    void a_slip_of_the_pen_has_a_nearest_name_and_another_word_has_none(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN).orElse(null)).isEqualTo(meant);
    }
}
