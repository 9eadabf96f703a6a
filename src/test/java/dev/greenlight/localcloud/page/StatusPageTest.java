package dev.greenlight.localcloud.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.state.Store;
import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final String SHOP = "projects/demo/locations/here/services/shop";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Rates rates = new Rates(Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<ObjectNode> log = new ArrayList<>();
    private Store store;
    private ApiServer server;

    @BeforeEach
    void start() {
        store = Store.open(folder);
        Api api = new Api();
        new StatusPage(store, rates, most -> log, Clock.fixed(NOW, ZoneOffset.UTC)).register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
        client.close();
    }

    @Test
    void a_service_is_shown_with_its_split_its_tags_and_what_it_wants_instead() throws Exception {
        service("CONDITION_FAILED", """
                {"latestReadyRevision":"%1$s/revisions/shop-v2","uri":"http://10.0.0.1:20000",
                 "traffic":[{"revision":"shop-v2","percent":100}],
                 "trafficStatuses":[{"revision":"shop-v1","percent":75},
                     {"percent":25,"tag":"green","uri":"http://10.0.0.1:20001"}]}""".formatted(SHOP));
        revision("shop-v1", "2026-11-25T01:00:00Z");
        revision("shop-v2", "2026-11-25T02:59:00Z");
        String page = page();
        assertThat(page).contains("1 of 1 services has failed", "75 % shop-v1, 25 % shop-v2", "Wanted: 100 % shop-v2");
        assertThat(page).contains("<a href=\"http://10.0.0.1:20001\" rel=\"noreferrer\">green</a>");
        assertThat(page)
                .contains("<td>2 h</td>", "<td>60 s</td>")
                .contains("HEALTH_CHECK_CONTAINER_ERROR", "it did not listen");
    }

    @Test
    void nothing_that_a_workload_or_a_caller_wrote_is_markup() throws Exception {
        String hostile = "\"><script>alert('1')</script>\u001b[31m";
        service("CONDITION_FAILED", "{}", hostile);
        ObjectNode entry =
                Json.object().put("timestamp", hostile).put("severity", hostile).put("textPayload", hostile);
        entry.withObject("/resource/labels").put("revision_name", hostile);
        log.add(entry);
        assertThat(page())
                .contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\uFFFD[31m")
                .doesNotContain("<script>alert");
    }

    @Test
    void without_scripts_the_page_reloads_itself() throws Exception {
        assertThat(page()).contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>");
    }

    @Test
    void an_address_that_is_none_is_no_link() throws Exception {
        service("CONDITION_SUCCEEDED", "{\"uri\":\"javascript:alert(1)\"}");
        assertThat(page()).contains("javascript:alert(1)").doesNotContain("href=\"javascript");
    }

    @Test
    void its_policy_lets_nothing_in_from_elsewhere() throws Exception {
        for (String file : List.of("", "page.css", "page.js")) {
            HttpResponse<String> answer = get(file);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none';")
                    .doesNotContain("unsafe");
        }
        assertThat(page()).doesNotContain(" style=", "onclick", "http://", "https://");
    }

    @Test
    void rates_and_errors_are_those_of_the_last_minute() {
        Rates earlier = new Rates(new Ticking());
        ServingRevision served = new ServingRevision("demo", "here", "shop", "shop-v1");
        for (int i = 0; i < 100; i++) {
            earlier.served(served, request(i % 10 == 0 ? 503 : 200));
        }
        Rates.Minute minute = earlier.minute(each -> each.equals(served));
        assertThat(minute.requests()).isBetween(50, 60);
        assertThat(minute.errors()).isBetween(5, 6);
        assertThat(minute.rate()).isEqualTo(1.0);
        assertThat(earlier.minute(each -> each.location().equals("there")).requests())
                .isZero();
    }

    /** A second passes with every look. */
    private static final class Ticking extends Clock {
        private long seconds = NOW.getEpochSecond();

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds++);
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private static ServedRequest request(int status) {
        return new ServedRequest(
                NOW,
                "GET",
                "http://x",
                status,
                Duration.ofMillis(5),
                "1.2.3.4",
                "",
                new ServedRequest.Trail("0", "", ""));
    }

    private void service(String state, String more) throws Exception {
        service(state, more, "it did not listen");
    }

    private void service(String state, String more, String message) throws Exception {
        ObjectNode service = (ObjectNode) Json.MAPPER.readTree(more);
        service.put("name", SHOP);
        service.putObject("terminalCondition")
                .put("state", state)
                .put("revisionReason", "HEALTH_CHECK_CONTAINER_ERROR")
                .put("message", message);
        store.put("services", SHOP, service);
    }

    private void revision(String id, String created) {
        ObjectNode revision =
                Json.object().put("name", SHOP + "/revisions/" + id).put("createTime", created);
        revision.putArray("conditions").addObject().put("type", "Ready").put("state", "CONDITION_SUCCEEDED");
        store.put("revisions", SHOP + "/revisions/" + id, revision);
    }

    private String page() throws Exception {
        return get("").body();
    }

    private HttpResponse<String> get(String file) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + file);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
