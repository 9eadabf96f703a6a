package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists by pages, and page tokens at lists that did not give them. */
final class ListCalls {
    private final Dice dice;
    private final CheckedCalls calls;
    private final String project;
    private final List<String> tokens = new ArrayList<>();

    ListCalls(Dice dice, CheckedCalls calls, String project) {
        this.dice = dice;
        this.calls = calls;
        this.project = project;
    }

    /** A list by pages has each element once, and all of them when nobody else writes it. */
    void pages(int number, String run, String place) throws IOException {
        String v1 = "/v1/projects/" + project;
        Map<String, String> lists = Map.of(
                run + "/services", "services",
                run + "/jobs", "jobs",
                run + "/services/a/revisions", "revisions",
                v1 + "/secrets", "secrets",
                v1 + "/secrets/s/versions", "versions",
                v1 + "/locations/" + place + "/repositories", "repositories");
        String list = dice.pick(new ArrayList<>(new TreeMap<>(lists).keySet()));
        List<String> found = new ArrayList<>();
        int size = 1 + dice.below(4);
        String token = "";
        do {
            Answer page = calls.call(number, "GET", list + "?pageSize=" + size + "&pageToken=" + token, "");
            page.json()
                    .path(lists.get(list))
                    .forEach(each -> found.add(each.path("name").asText()));
            token = page.text("/nextPageToken");
            if (!token.isEmpty()) {
                elsewhere(number, list, token);
            }
        } while (!token.isEmpty());
        assertThat(found).as(list).doesNotHaveDuplicates();
        if (list.startsWith("/v1/") || list.endsWith("/jobs")) {
            List<String> whole = new ArrayList<>();
            calls.call(number, "GET", list + "?pageSize=1000", "")
                    .json()
                    .path(lists.get(list))
                    .forEach(each -> whole.add(each.path("name").asText()));
            assertThat(found).as(list).isEqualTo(whole);
        }
    }

    private void elsewhere(int number, String list, String token) throws IOException {
        tokens.add(list + " " + token);
        String[] other = dice.pick(tokens).split(" ");
        if (!other[0].equals(list)) {
            Answer refused = calls.call(number, "GET", list + "?pageToken=" + other[1], "");
            assertThat(refused.status())
                    .as("a token of %s at %s", other[0], list)
                    .isEqualTo(400);
        }
    }
}
