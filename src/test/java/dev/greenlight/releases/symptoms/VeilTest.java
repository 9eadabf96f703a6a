package dev.greenlight.releases.symptoms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VeilTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "postgres://app:hunter2@10.0.0.3:5432/app | postgres://app:***@10.0.0.3:5432/app",
                "redis://:hunter2@cache:6379 refused | redis://:***@cache:6379 refused",
                "DB_PASSWORD=hunter2 PORT=8000 | DB_PASSWORD=*** PORT=8000",
                "{'password': 'hunter2', 'user': 'app'} | {'password': ***, 'user': 'app'}",
                "{\"api_key\":\"hunter2\"} | {\"api_key\":***}",
                "SECRET_KEY = 'hunter2 and more' | SECRET_KEY = ***",
                "Authorization: Bearer abcdefgh.hunter2 | Authorization: Bearer ***",
                "GET /reset?token=hunter2&next=/ 200 | GET /reset?token=***&next=/ 200"
            })
    void what_looks_like_a_secret_is_hidden(String said, String shown) {
        assertThat(Veil.over(said)).isEqualTo(shown).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KeyError: 'SECRET_KEY'",
                "The SECRET_KEY setting must not be empty.",
                "FATAL:  password authentication failed for user \"app\"",
                "Permission denied on secret: projects/1/secrets/db/versions/2 for Revision service account a@b.c",
                "Set the DATABASE_URL environment variable",
                "http://127.0.0.1:8000 (1)",
                "Origin checking failed - https://a.run.app does not match any trusted origins."
            })
    void what_tells_the_cause_is_not(String said) {
        assertThat(Veil.over(said)).isEqualTo(said);
    }

    @Test
    void a_line_of_any_length_is_read_in_time() {
        String line = "a.secret".repeat(30_000);

        assertThat(Veil.over(line)).isEqualTo(line);
    }
}
