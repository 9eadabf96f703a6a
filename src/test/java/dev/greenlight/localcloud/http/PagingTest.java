package dev.greenlight.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagingTest {
    @Test
    void the_next_page_begins_behind_the_last_element_whatever_came_or_went_before_it() {
        ObjectNode first = page("/v2/things", "", named("b", "c", "d", "e"));
        assertThat(names(first)).containsExactly("b", "c");
        String token = first.path("nextPageToken").asText();
        assertThat(names(page("/v2/things", token, named("a", "b", "c", "d", "e"))))
                .containsExactly("d", "e");
        assertThat(names(page("/v2/things", token, named("c", "d", "e")))).containsExactly("d", "e");
        assertThat(names(page("/v2/things", token, named("b", "d", "e", "f"))))
                .as("also when that one is gone")
                .containsExactly("d", "e");
        assertThat(names(page("/v2/things", token, named("e")))).containsExactly("e");
        assertThat(names(page("/v2/things", token, List.of()))).isEmpty();
    }

    @Test
    void a_token_of_another_list_is_refused() {
        String token = page("/v2/things", "", named("b", "c", "d"))
                .path("nextPageToken")
                .asText();
        assertThatThrownBy(() -> page("/v2/others", token, named("b", "c", "d")))
                .isInstanceOfSatisfying(
                        ApiError.class, refused -> assertThat(refused.status()).isEqualTo(Status.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "from 3", "00000000 -1 a", "00000000 1", " "})
    void a_token_that_was_never_given_is_refused(String text) {
        String token = text.equals("%%%")
                ? text
                : Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> page("/v2/things", token, named("a"))).isInstanceOf(ApiError.class);
    }

    private static ObjectNode page(String path, String token, List<ObjectNode> all) {
        Map<String, List<String>> query = Map.of("pageSize", List.of("2"), "pageToken", List.of(token));
        Call call = new Call("GET", path, Map.of(), query, Map.of(), new byte[0], Call.OWNER);
        return Paging.of(call, 10, 100).page(all, "things");
    }

    private static List<ObjectNode> named(String... names) {
        List<ObjectNode> all = new ArrayList<>();
        for (String name : names) {
            all.add(Json.object().put("name", name));
        }
        return all;
    }

    private static List<String> names(ObjectNode page) {
        List<String> names = new ArrayList<>();
        page.path("things").forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
