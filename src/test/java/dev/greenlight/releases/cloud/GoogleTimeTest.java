package dev.greenlight.releases.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleTimeTest {
    @RegisterExtension
    private static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Clock TEN = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    private static Duration ahead(String date) {
        API.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withHeader("Date", date)));
        return GoogleTime.ahead(URI.create(API.baseUrl()), TEN);
    }

    @ParameterizedTest
    @CsvSource({
        "'Wed, 25 Nov 2026 09:50:00 GMT', 599500",
        "'Wed, 25 Nov 2026 10:00:00 GMT', -500",
        "'Wed, 25 Nov 2026 10:04:00 GMT', -240500",
    })
    void any_answer_tells_how_far_the_clock_is_off(String date, long millis) {
        assertThat(ahead(date)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void an_api_that_does_not_tell_counts_as_right() {
        assertThat(ahead("yesterday")).isEqualTo(Duration.ZERO);
        assertThat(GoogleTime.ahead(URI.create("http://127.0.0.1:1"), TEN)).isEqualTo(Duration.ZERO);
    }
}
