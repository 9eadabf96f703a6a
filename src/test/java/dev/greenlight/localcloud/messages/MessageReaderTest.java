package dev.greenlight.localcloud.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessageReaderTest {
    private static final String SERVICE = "google.cloud.run.v2.Service";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"launch_stage":4}                                    | {"launchStage":"GA"}
            {"ingress":"INGRESS_TRAFFIC_UNSPECIFIED"}             | {}
            {"template":{"timeout":"300.0s"}}                     | {"template":{"timeout":"300s"}}
            {"template":{"containers":{"image":"a"}}}             | {"template":{"containers":[{"image":"a"}]}}
            {"labels":{},"description":"","reconciling":false}    | {}
            {"description":"0"}                                   | {"description":"0"}
            {"generation":7}                                      | {"generation":"7"}
            {"traffic":[{"percent":"50"},{"percent":0}]}          | {"traffic":[{"percent":50},{}]}
            {"description":null}                                  | {}
            {"template":{"volumes":[{"name":"v","emptyDir":{}}]}} | {"template":{"volumes":[{"name":"v","emptyDir":{}}]}}
            """)
    void documents_become_canonical(String given, String canonical) throws Exception {
        assertThat(MessageReader.read(SERVICE, object(given), "service")).isEqualTo(object(canonical));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"what":1}                                  | Unknown name "what" at 'service': Cannot find field.
            {"traffic":[{"percent":"x"}]}               | Invalid value at 'service.traffic[0].percent' (TYPE_INT32), "x"
            {"ingress":"UP"}                            | 'service.ingress' (type.googleapis.com/google.cloud.run.v2.IngressTraffic), "UP"
            {"template":{"timeout":"5 minutes"}}        | 'service.template.timeout'
            {"template":3}                              | 'service.template'
            {"labels":"a"}                              | 'service.labels' (Map)
            {"template":{"maxInstanceRequestConcurrency":1.5}} | 'service.template.max_instance_request_concurrency'
            """)
    void faults_name_their_place(String given, String said) {
        assertThatThrownBy(() -> MessageReader.read(SERVICE, object(given), "service"))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining(said);
    }

    @Test
    void all_faults_are_said_at_once_and_of_a_group_only_one_may_be_set() throws Exception {
        ObjectNode given = object("""
                {"a":1,"template":{"containers":[{"env":[
                  {"name":"X","value":"1","valueSource":{"secretKeyRef":{"secret":"s"}}}]}]}}""");
        assertThatThrownBy(() -> MessageReader.read(SERVICE, given, "service"))
                .hasMessageContaining("Unknown name \"a\"")
                .hasMessageContaining("oneof field 'values' is already set");
    }

    @Test
    void what_only_the_server_sets_is_taken_out() throws Exception {
        ObjectNode given = object("""
                {"uid":"u","generation":"3","template":{"containers":[{"image":"a","buildInfo":{}}]},"etag":"e"}""");
        assertThat(Messages.published().withoutOutputOnly(SERVICE, given))
                .isEqualTo(object("{\"template\":{\"containers\":[{\"image\":\"a\"}]},\"etag\":\"e\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            labels                       | {"labels":{"n":"2"},"description":"old","annotations":{"a":"1"}}
            description                  | {"labels":{"n":"1"},"annotations":{"a":"1"}}
            annotations.b/c.d,labels     | {"labels":{"n":"2"},"description":"old","annotations":{"a":"1","b/c.d":"9"}}
            template.max_instance_request_concurrency | {"labels":{"n":"1"},"description":"old","annotations":{"a":"1"},"template":{"maxInstanceRequestConcurrency":5}}
            *                            | {"labels":{"n":"2"},"annotations":{"b/c.d":"9"},"template":{"maxInstanceRequestConcurrency":5}}
            """)
    void a_mask_takes_what_it_names_from_the_wish(String mask, String expected) throws Exception {
        ObjectNode current = object("{\"labels\":{\"n\":\"1\"},\"description\":\"old\",\"annotations\":{\"a\":\"1\"}}");
        ObjectNode wish = object("{\"labels\":{\"n\":\"2\"},\"annotations\":{\"b/c.d\":\"9\"},"
                + "\"template\":{\"maxInstanceRequestConcurrency\":5}}");
        assertThat(FieldMask.parse(SERVICE, mask).apply(current, wish)).isEqualTo(object(expected));
    }

    @ParameterizedTest
    @CsvSource({"nope", "template.nope", "traffic.percent", "template.", ".", "description.x"})
    void a_mask_with_an_unknown_path_is_refused(String mask) {
        assertThatThrownBy(() -> FieldMask.parse(SERVICE, mask)).hasMessageContaining("invalid field path");
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}
