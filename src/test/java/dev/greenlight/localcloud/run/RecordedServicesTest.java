package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends every recorded request to the local cloud and compares the answers; every difference must be explained here, and occur. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedServicesTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded/cloud-run");

    /** Differences by place in the answer, with the reason. {@code (metadata.|response.)?} is an operation's copy. */
    private static final Map<String, String> EXPLAINED = explained();

    @TempDir
    Path folder;

    private static Map<String, String> explained() {
        String service = "(metadata\\.|response\\.)?";
        Map<String, String> table = new LinkedHashMap<>();
        table.put(service + "(createTime|updateTime|etag|creator|lastModifier)", "normalised in the recording");
        table.put(service + "terminalCondition\\.lastTransitionTime", "normalised in the recording");
        table.put(service + "uid", "normalised; the recording leaves it out of an operation's metadata");
        table.put("name", "an operation's id is normalised in the recording");
        table.put(service + "generation", "normalised to two different constants in the recording");
        table.put(service + "template\\.serviceAccount", "a local project has no number, its id stands instead");
        table.put(
                service + "traffic.*",
                "the wish left traffic out: Cloud Run then sends all to the latest, and here says so");
        table.put(
                service
                        + "(conditions|observedGeneration|latestReadyRevision|latestCreatedRevision|trafficStatuses|uri|urls"
                        + "|reconciling).*",
                "set by Cloud Run, left out by the recording's stand-in");
        table.put(
                service + "terminalCondition\\.state",
                "the first answer to a write comes before it is carried out; the recording's stand-in is instant");
        table.put(service + "deleteTime", "Cloud Run dates a deletion, the recording's stand-in does not");
        return table;
    }

    @Test
    void recorded_requests_get_the_recorded_answers_but_for_what_is_explained() throws IOException {
        Set<String> used = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(RECORDED)) {
            files = list.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        for (Path file : files) {
            List<Recording.Exchange> exchanges = Recording.read(file);
            assertThat(exchanges).as(file.toString()).hasSizeGreaterThanOrEqualTo(9);
            try (TestCloud cloud = new TestCloud(folder.resolve(file.getFileName()))) {
                replay(cloud, exchanges, used);
            }
        }
        assertThat(used).as("every explanation is needed").containsExactlyInAnyOrderElementsOf(EXPLAINED.keySet());
    }

    private static void replay(TestCloud cloud, List<Recording.Exchange> exchanges, Set<String> used) {
        String operation = "";
        for (Recording.Exchange exchange : exchanges) {
            boolean asksOperation = exchange.path().contains("/operations/");
            String path =
                    exchange.path().replace("projects/demo/locations/us-central1/operations/${operationID}", operation);
            if (asksOperation) {
                cloud.call("POST", path.replaceAll("\\?.*", "") + ":wait", "{}");
            }
            ObjectNode answer = cloud.call(exchange.method(), path, exchange.body());
            String said = exchange.method() + " " + path;
            assertThat(cloud.status()).as(said + " " + answer).isEqualTo(exchange.status());
            if (answer.path("name").asText().contains("/operations/")) {
                operation = answer.path("name").asText();
            }
            for (String difference : differences("", exchange.answer(), answer, new ArrayList<>())) {
                used.add(explanation(difference, said));
            }
        }
    }

    private static String explanation(String difference, String said) {
        String place = difference.substring(0, difference.indexOf(": "));
        return EXPLAINED.keySet().stream()
                .filter(pattern -> Pattern.matches(pattern, place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("unexplained: " + said + ": " + difference));
    }

    private static List<String> differences(String place, JsonNode recorded, JsonNode ours, List<String> found) {
        if (recorded.isObject() && ours.isObject()) {
            Set<String> names = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(names::add);
            ours.fieldNames().forEachRemaining(names::add);
            String prefix = place.isEmpty() ? "" : place + ".";
            names.forEach(name -> differences(prefix + name, recorded.path(name), ours.path(name), found));
        } else if (recorded.isArray() && ours.isArray() && recorded.size() == ours.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                differences(place + "[" + i + "]", recorded.get(i), ours.get(i), found);
            }
        } else if (!recorded.equals(ours)) {
            found.add(place + ": recorded " + recorded + ", here " + ours);
        }
        return found;
    }
}
