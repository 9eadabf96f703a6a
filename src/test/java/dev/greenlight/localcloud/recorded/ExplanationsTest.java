package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.greenlight.localcloud.http.Json;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An explanation holds for its own kind of exchange and value, and excuses nothing beside. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExplanationsTest {
    private static final String RUN = "/v2/projects/p/locations/l/";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PATCH  | services/web     | metadata.reconciling   |                       | true
            DELETE | services/web     | metadata.deleteTime    |                       | "2026-11-29T08:00:00Z"
            GET    | operations/x     | response.generation    | "1"                   | "3"
            GET    | services/web     | uri                    |                       | "http://10.0.0.1:20001"
            POST   | services         | metadata.terminalCondition.state | "CONDITION_SUCCEEDED" | "CONDITION_RECONCILING"
            """)
    void what_is_known_is_explained(String method, String path, String place, String recorded, String ours)
            throws Exception {
        assertThat(explained(method, path, place, recorded, ours)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | services/web     | error.message          | "not found"           | "gone"
            GET    | services/web     | error.code             | 404                   | 400
            GET    | services/web     | error.details          |                       | []
            GET    | services/web     | name                   | "a"                   | "b"
            GET    | services/web     | status                 | 200                   | "404 {}"
            GET    | services/web     | reconciling            |                       | true
            GET    | services/web     | terminalCondition.state | "CONDITION_SUCCEEDED" | "CONDITION_RECONCILING"
            POST   | services         | metadata.terminalCondition.state | "CONDITION_SUCCEEDED" | "CONDITION_FAILED"
            GET    | services/web     | generation             | "1"                   | "2"
            PATCH  | services/web     | metadata.generation    | "2"                   | "1"
            GET    | services/web     | uri                    |                       | "http://elsewhere"
            GET    | services/web     | uri                    | "http://10.0.0.1:20001" |
            GET    | services/web     | traffic                |                       | [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":90}]
            GET    | services/web     | traffic                | [{"percent":100}]     | [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":100}]
            GET    | services/web     | conditions             |                       | [{"type":"RoutesReady","state":"CONDITION_SUCCEEDED"},{"type":"ConfigurationsReady","state":"CONDITION_FAILED"}]
            GET    | services/web     | latestReadyRevision    |                       | "projects/dream-prod/locations/us-central1/services/web/revisions/other-00001-abc"
            PATCH  | services/web     | metadata.deleteTime    |                       | "2026-11-29T08:00:00Z"
            GET    | jobs/nightly     | trafficStatuses        |                       | [{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":100}]
            GET    | services/web     | template.serviceAccount | "1-compute@x"         | "demo-compute@x"
            """)
    void any_other_place_call_or_value_is_not(String method, String path, String place, String recorded, String ours)
            throws Exception {
        assertThat(explained(method, path, place, recorded, ours)).isFalse();
    }

    private static boolean explained(String method, String path, String place, String recorded, String ours)
            throws Exception {
        Exchange exchange = new Exchange(method, RUN + path + "?alt=json", "", 200, Json.object());
        Difference difference = new Difference(exchange, place, value(recorded), value(ours));
        return Explanations.own().stream().anyMatch(explanation -> explanation.explains(difference));
    }

    private static JsonNode value(String json) throws Exception {
        return json == null ? MissingNode.getInstance() : Json.MAPPER.readTree(json);
    }
}
