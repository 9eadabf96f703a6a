package dev.greenlight.actions.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReportFileTest {
    private static String json(Map<String, ?> root, UnaryOperator<String> redact) throws IOException {
        StringWriter text = new StringWriter();
        ReportFile.json(root, text, redact);
        return text.toString();
    }

    @Test
    void every_kind_of_value_is_written_as_its_own_kind_of_json() throws IOException {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", "a \"quoted\"\nline");
        data.put("numbers", List.of(1, 2L, 0.5));
        data.put("flag", true);
        data.put("nothing", Arrays.asList((Object) null));
        data.put("nested", Map.of("list", List.of()));
        data.put("not a number", Double.NaN);
        data.put("other", Duration.ofSeconds(3));
        JsonNode read = new ObjectMapper().readTree(json(data, text -> text.replace("quoted", "***")));
        assertThat(read.toString())
                .isEqualTo("{\"text\":\"a \\\"***\\\"\\nline\",\"numbers\":[1,2,0.5],\"flag\":true,\"nothing\":[null],"
                        + "\"nested\":{\"list\":[]},\"not a number\":\"NaN\",\"other\":\"PT3S\"}");
    }

    @Test
    void a_person_can_read_it() throws IOException {
        assertThat(json(Map.of("a", List.of(1, 2)), text -> text)).isEqualTo("{\n  \"a\" : [\n    1,\n    2\n  ]\n}\n");
    }
}
