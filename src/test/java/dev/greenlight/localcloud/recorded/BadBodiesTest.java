package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON, or not of the message that is expected. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadBodiesTest extends BadRequests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x","oops":1}          | service           | Unknown name "oops" at 'service': Cannot find field.
            {"template":{"oops":1}}        | service.template  | Unknown name "oops" at 'service.template': Cannot find field.
            {"template":7}                 | service.template  | Invalid value at 'service.template' (type.googleapis.com/google.cloud.run.v2.RevisionTemplate), 7
            {"description":{}}             | service.description | Invalid value at 'service.description' (TYPE_STRING), {}
            {"ingress":"SIDEWAYS"}         | service.ingress   | Invalid value at 'service.ingress' (type.googleapis.com/google.cloud.run.v2.IngressTraffic), "SIDEWAYS"
            {"ingress":77}                 | service.ingress   | (type.googleapis.com/google.cloud.run.v2.IngressTraffic), 77
            {"iapEnabled":"maybe"}         | service.iap_enabled | (TYPE_BOOL), "maybe"
            {"labels":{"a":1}}             | service.labels[a] | (TYPE_STRING), 1
            {"generation":"1e99"}          | service.generation | (TYPE_INT64), "1e99"
            {"createTime":"yesterday"}     | service.create_time | Illegal timestamp format
            {"template":{"timeout":"5m"}}  | service.template.timeout | Illegal duration format; duration must end with 's'
            {"template":{"maxInstanceRequestConcurrency":3000000000}} | service.template.max_instance_request_concurrency | (TYPE_INT32), 3000000000
            {"template":{"containers":[{"image":"a","startupProbe":{"grpc":{},"tcpSocket":{}}}]}} | service.template.containers[0].startup_probe | oneof field 'probe_type' is already set
            """)
    void json_that_is_no_service_is_refused_in_the_words_of_googles_parser(String body, String field, String said)
            throws Exception {
        JsonNode error = refused("POST", RUN + "/services?serviceId=new", body, 400, "INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).contains(said);
        JsonNode detail = error.at("/details/0");
        assertThat(detail.path("@type").asText()).isEqualTo("type.googleapis.com/google.rpc.BadRequest");
        assertThat(detail.at("/fieldViolations/0/field").asText()).isEqualTo(field);
        assertThat(detail.at("/fieldViolations/0/description").asText()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"a\":}",
                "nonsense",
                "{\"labels\":{},\"labels\":{}}",
                "{} {}",
                "\"text\"",
                "{\"a\":\u0000}"
            })
    void malformed_json_is_refused_by_every_api(String body) throws Exception {
        for (String path : List.of(
                RUN + "/services?serviceId=new",
                RUN + "/jobs?jobId=new",
                RUN + "/jobs/job:run",
                RUN + "/services/web:setIamPolicy",
                SECRETS + "?secretId=new",
                SECRETS + "/db:addVersion",
                REPOSITORIES + "?repositoryId=new")) {
            JsonNode error = refused("POST", path, body, 400, "INVALID_ARGUMENT");
            assertThat(error.path("message").asText()).startsWith("Invalid JSON payload received. ");
            assertThat(error.at("/details/0/fieldViolations")).hasSize(1);
        }
    }

    @Test
    void a_fault_is_shown_where_it_is() throws Exception {
        JsonNode error = refused("POST", SECRETS + "?secretId=new", "{\"labels\": oops}", 400, "INVALID_ARGUMENT");
        assertThat(error.path("message").asText())
                .matches("(?s)Invalid JSON payload received\\. Unexpected token\\.\n.*oops}\n +\\^");
    }

    @Test
    void a_body_over_the_limit_is_refused_by_every_api() throws Exception {
        String body = "{\"labels\":{\"a\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}}";
        for (String path : List.of(RUN + "/services?serviceId=new", SECRETS + "?secretId=new", REPOSITORIES)) {
            assertThat(refused("POST", path, body, 400, "INVALID_ARGUMENT")
                            .path("message")
                            .asText())
                    .isEqualTo("Request payload size exceeds the limit: 10485760 bytes.");
        }
    }
}
