package dev.greenlight.runner.caches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.TestingResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a results service on loopback. */
class CachesTest {
    private static final Patience QUICK = new Patience(2, Duration.ZERO);

    @TempDir
    Path temp;

    private final TestingResults service = new TestingResults();
    private final Caches caches = new Caches(service.access(), QUICK, "v1");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void what_is_kept_is_found_by_its_key() throws IOException {
        assertThat(keep("checks-main-1", "first")).isEqualTo(new Kept.Now(5));
        assertThat(caches.fetch(new CacheKey("checks-main-1"), List.of(), file()))
                .contains(new CacheKey("checks-main-1"));
        assertThat(file()).hasContent("first");
    }

    @Test
    void without_its_key_the_newest_of_the_first_beginning_that_fits_is_found() throws IOException {
        keep("checks-main-1", "old");
        keep("checks-other-1", "other");
        keep("checks-main-2", "new");
        List<CacheKey> beginnings = List.of(new CacheKey("checks-feature-"), new CacheKey("checks-main-"));
        assertThat(caches.fetch(new CacheKey("checks-feature-9"), beginnings, file()))
                .contains(new CacheKey("checks-main-2"));
        assertThat(file()).hasContent("new");
    }

    @Test
    void nothing_that_fits_is_nothing_found() {
        assertThat(caches.fetch(new CacheKey("checks-1"), List.of(new CacheKey("checks-")), file()))
                .isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void an_entry_of_another_version_is_not_found() throws IOException {
        new Caches(service.access(), QUICK, "v2").keep(new CacheKey("checks-1"), out -> out.write(1));
        assertThat(caches.fetch(new CacheKey("checks-1"), List.of(), file())).isEmpty();
    }

    @Test
    void an_entry_never_changes() throws IOException {
        keep("checks-1", "first");
        assertThat(keep("checks-1", "second")).isEqualTo(new Kept.Already());
        caches.fetch(new CacheKey("checks-1"), List.of(), file());
        assertThat(file()).hasContent("first");
    }

    @Test
    void a_job_that_may_only_read_is_told_so() throws IOException {
        service.readOnly();
        assertThat(keep("checks-1", "first"))
                .isInstanceOfSatisfying(
                        Kept.Refused.class,
                        refused -> assertThat(refused.why()).contains("cache write denied: an untrusted event"));
    }

    @Test
    void a_job_that_may_not_even_read_finds_nothing() throws IOException {
        keep("checks-1", "first");
        service.stumble(403);
        assertThat(caches.fetch(new CacheKey("checks-1"), List.of(), file())).isEmpty();
    }

    @Test
    void trouble_that_lasts_is_an_external_failure_and_trouble_that_passes_is_not() throws IOException {
        service.stumble(500);
        assertThat(keep("checks-1", "first")).isEqualTo(new Kept.Now(5));
        service.stumble(500, 503);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> caches.fetch(new CacheKey("checks-1"), List.of(), file()))
                .withMessageContaining("fetch the cache entry checks-1")
                .withMessageContaining("503");
        service.blobs().cutShort(2);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> caches.fetch(new CacheKey("checks-1"), List.of(), file()))
                .withMessageNotContaining("sig=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b"})
    void a_key_of_another_form_is_no_key(String key) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new CacheKey(key));
    }

    @Test
    void a_key_has_at_most_512_characters() {
        assertThat(new CacheKey("a".repeat(512)).value()).hasSize(512);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new CacheKey("a".repeat(513)));
    }

    private Path file() {
        return temp.resolve("entry");
    }

    private Kept keep(String key, String text) throws IOException {
        return caches.keep(new CacheKey(key), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
