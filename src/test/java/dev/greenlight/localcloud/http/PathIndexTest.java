package dev.greenlight.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PathIndexTest {
    private final PathIndex<String> index = new PathIndex<>();

    PathIndexTest() {
        index.add("GET", "/v2/projects/{p}/services/{s}", "get");
        index.add("GET", "/v2/projects/{p}/services/{s}:getIamPolicy", "policy");
        index.add("POST", "/v2/projects/{p}/services/{s}:getIamPolicy", "post");
        index.add("GET", "/v2/projects/{p}/services", "list");
        index.add("GET", "/v2/projects/{p}/files/{f=**}", "file");
        index.add("GET", "/v2/projects/{p}/files/main", "main");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,  /v2/projects/a/services/b,              get,    '{p=a, s=b}'",
        "GET,  /v2/projects/a/services/b:getIamPolicy, policy, '{p=a, s=b}'",
        "GET,  /v2/projects/a/services/b:other,        get,    '{p=a, s=b:other}'",
        "POST, /v2/projects/a/services/b:getIamPolicy, post,   '{p=a, s=b}'",
        "GET,  /v2/projects/a/services/b%2Fc+d,        get,    '{p=a, s=b/c+d}'",
        "GET,  /v2/projects/a/services,                list,   '{p=a}'",
        "GET,  /v2/projects/a/files/b/c,               file,   '{p=a, f=b/c}'",
        "GET,  /v2/projects/a/files/b,                 file,   '{p=a, f=b}'",
        "GET,  /v2/projects/a/files/main,              main,   '{p=a}'",
    })
    void the_template_with_most_literal_characters_wins(String verb, String path, String value, String variables) {
        assertThat(index.find(verb, path)).hasValueSatisfying(found -> {
            assertThat(found.value()).isEqualTo(value);
            assertThat(found.variables()).hasToString(variables);
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PUT,  /v2/projects/a/services/b",
        "POST, /v2/projects/a/services/:getIamPolicy",
        "GET,  /v2/projects/a/services/",
        "GET,  /v2/projects//services/b",
        "GET,  /v2/projects/a/services/b/",
        "GET,  /v2/projects/a/files/",
        "GET,  /v2/projects/a/files",
        "GET,  v2/projects/a/services",
        "GET,  /",
        "GET,  ''",
    })
    void what_no_template_matches_is_not_found(String verb, String path) {
        assertThat(index.find(verb, path)).isEmpty();
    }

    @Test
    void a_broken_encoding_is_an_invalid_argument() {
        assertThatThrownBy(() -> index.find("GET", "/v2/projects/a%zz/services/b"))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.status()).isEqualTo(Status.INVALID_ARGUMENT));
    }
}
