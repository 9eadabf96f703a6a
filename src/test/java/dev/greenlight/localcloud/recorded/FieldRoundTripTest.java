package dev.greenlight.localcloud.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.Field;
import dev.greenlight.localcloud.messages.Messages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table of fields says of services, revisions, jobs, executions, tasks, secrets and repositories is so: every field of a request comes back, none that is absent is shown. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldRoundTripTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RUN = "/v2/projects/demo/locations/here";
    private static final String SERVICE = FilledMessage.run("Service");
    private static final String JOB = FilledMessage.run("Job");
    private static final int VARIANTS = 7;
    /** Nothing takes long here: what is shown only of revisions and tasks under way, and of executions that were cancelled, need not be seen. */
    private static final Set<String> FLEETING = Set.of(
            FilledMessage.run("Revision") + " reconciling",
            FilledMessage.run("Task") + " reconciling",
            FilledMessage.run("Execution") + " cancelledCount");

    @TempDir
    Path folder;

    private final Map<String, String> states = new HashMap<>();
    private final Set<String> shown = new TreeSet<>();
    private RecordedCloud cloud;

    @BeforeEach
    void start() throws Exception {
        for (FieldTable.Row row : FieldTable.read()) {
            states.put(row.section() + " " + row.name(), row.state());
        }
        cloud = new RecordedCloud(folder);
        send("POST", "/v1/projects/demo/secrets?secretId=key", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/demo/secrets/key:addVersion", "{\"payload\":{\"data\":\"b25l\"}}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void every_field_of_a_service_is_kept_by_create_and_update() throws Exception {
        for (int variant = 1; variant <= VARIANTS; variant++) {
            ObjectNode wish = FilledMessage.of(SERVICE, variant);
            done(
                    variant == 1 ? "POST" : "PATCH",
                    variant == 1 ? "/services?serviceId=web" : "/services/web",
                    wish.toString());
            ObjectNode service = get(SERVICE, "/services/web");
            assertHolds(wish, service, "service");
            ObjectNode template = wish.withObject("/template");
            template.remove(List.of("revision", "healthCheckDisabled"));
            assertHolds(
                    template,
                    get(FilledMessage.run("Revision"), "/services/web/revisions/web-r" + variant),
                    "revision");
        }
    }

    @Test
    void a_mask_changes_the_field_that_it_names_and_no_other() throws Exception {
        ObjectNode before = FilledMessage.of(SERVICE, 1);
        ObjectNode other = FilledMessage.of(SERVICE, 2);
        // A revision that both name, so that traffic and template can change alone.
        other.withObject("/template").put("revision", "web-r3");
        other.set("traffic", before.path("traffic"));
        other.withObject("/template").remove("healthCheckDisabled");
        done("POST", "/services?serviceId=web", before.toString());
        for (String name : names(other)) {
            done("PATCH", "/services/web?updateMask=" + name, other.toString());
            before.set(name, other.path(name));
            assertHolds(before, get(SERVICE, "/services/web"), name);
        }
    }

    @Test
    void every_field_of_a_job_is_kept_by_create_and_update_and_passed_to_its_executions() throws Exception {
        for (int variant = 1; variant <= VARIANTS; variant++) {
            ObjectNode wish = FilledMessage.of(JOB, variant);
            done(variant == 1 ? "POST" : "PATCH", variant == 1 ? "/jobs?jobId=job" : "/jobs/job", wish.toString());
            assertHolds(wish, get(JOB, "/jobs/job"), "job");
        }
        ObjectNode wish = FilledMessage.of(JOB, VARIANTS);
        String execution =
                done("POST", "/jobs/job:run", "{}").at("/response/name").asText();
        String path = execution.substring(execution.indexOf("/jobs/"));
        assertHolds(wish.withObject("/template"), get(FilledMessage.run("Execution"), path), "execution");
        ObjectNode task = wish.withObject("/template/template");
        get(FilledMessage.run("ListTasksResponse"), path + "/tasks")
                .path("tasks")
                .forEach(each -> assertHolds(task, each, "task"));
    }

    @ParameterizedTest
    @CsvSource({
        "DOCKER, STANDARD_REPOSITORY, dockerConfig, ''",
        "MAVEN,  STANDARD_REPOSITORY, mavenConfig, ''",
        "NPM,    VIRTUAL_REPOSITORY,  virtualRepositoryConfig, ''",
        "DOCKER, REMOTE_REPOSITORY,   remoteRepositoryConfig, dockerRepository",
        "MAVEN,  REMOTE_REPOSITORY,   remoteRepositoryConfig, mavenRepository",
        "NPM,    REMOTE_REPOSITORY,   remoteRepositoryConfig, npmRepository",
        "PYTHON, REMOTE_REPOSITORY,   remoteRepositoryConfig, pythonRepository",
        "APT,    REMOTE_REPOSITORY,   remoteRepositoryConfig, aptRepository",
        "YUM,    REMOTE_REPOSITORY,   remoteRepositoryConfig, yumRepository",
        "GO,     REMOTE_REPOSITORY,   remoteRepositoryConfig, commonRepository"
    })
    void every_field_of_a_repository_of_its_kind_is_kept(String format, String mode, String config, String source)
            throws Exception {
        for (int variant = 1; variant <= 2; variant++) {
            ObjectNode wish = repository(format, mode, config, source, variant);
            String path = "/v1/projects/demo/locations/here/repositories";
            ObjectNode begun = send("POST", path + "?repositoryId=images-" + variant, wish.toString());
            assertThat(begun.has("error")).as("%s", begun).isFalse();
            ObjectNode repository = send("GET", path + "/images-" + variant, "");
            assertHolds(wish, repository, "repository");
            look("google.devtools.artifactregistry.v1.Repository", repository);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/projects/demo/secrets", "/v1/projects/demo/locations/europe-west1/secrets"})
    void every_field_of_a_secret_is_kept(String secrets) throws Exception {
        String type = "google.cloud.secretmanager.v1.Secret";
        for (int variant = 1; variant <= 4; variant++) {
            ObjectNode wish = FilledMessage.of(type, variant);
            wish.remove(secrets.contains("/locations/") ? "replication" : "customerManagedEncryption");
            String path = secrets + "/secret-" + variant;
            ObjectNode made = send("POST", secrets + "?secretId=secret-" + variant, wish.toString());
            assertThat(made.has("error")).as("%s", made).isFalse();
            // A time to live is answered as the time of its end, and tags are not shown.
            wish.remove(List.of("ttl", "tags"));
            ObjectNode secret = send("GET", path, "");
            assertHolds(wish, secret, "secret");
            assertThat(secret.has("expireTime")).isTrue();
            look(type, secret);
            send("POST", path + ":addVersion", "{\"payload\":{\"data\":\"b25l\",\"dataCrc32c\":\"714388201\"}}");
            look(type + "Version", send("GET", path + "/versions/1", ""));
            look(
                    "google.cloud.secretmanager.v1.AccessSecretVersionResponse",
                    send("GET", path + "/versions/1:access", ""));
        }
    }

    private static ObjectNode repository(String format, String mode, String config, String source, int variant) {
        String type = "google.devtools.artifactregistry.v1.";
        ObjectNode wish = FilledMessage.of(type + "Repository", variant);
        wish.remove(List.of("dockerConfig", "mavenConfig", "virtualRepositoryConfig", "remoteRepositoryConfig"));
        wish.put("format", format).put("mode", mode);
        String message = type + config.substring(0, 1).toUpperCase(Locale.ROOT) + config.substring(1);
        String of = config.matches("dockerConfig|mavenConfig")
                ? type + "Repository." + format.charAt(0) + format.substring(1).toLowerCase(Locale.ROOT)
                        + "RepositoryConfig"
                : message;
        // Of the sources, the one that belongs to the format; this check is not shown again, as Google's is not.
        for (int i = 1; !source.isEmpty() && !wish.path(config).has(source); i++) {
            wish.set(config, FilledMessage.of(of, i));
        }
        if (source.isEmpty()) {
            wish.set(config, FilledMessage.of(of, variant));
        }
        wish.withObject("/" + config).remove("disableUpstreamValidation");
        return wish;
    }

    @Test
    void what_is_absent_is_never_answered_and_all_else_is() throws Exception {
        every_field_of_a_service_is_kept_by_create_and_update();
        every_field_of_a_job_is_kept_by_create_and_update_and_passed_to_its_executions();
        for (String image : List.of("missing", "crash")) {
            done("PATCH", "/services/web?updateMask=template", "{\"template\":" + containers(image, "") + "}");
            get(SERVICE, "/services/web");
            get(FilledMessage.run("ListRevisionsResponse"), "/services/web/revisions");
        }
        done("DELETE", "/services/web", "");
        done(
                "POST",
                "/jobs?jobId=bad",
                "{\"template\":{\"template\":" + containers("fail", "\"maxRetries\":1,") + "}}");
        done("POST", "/jobs/bad:run", "{\"overrides\":{\"taskCount\":2}}");
        get(JOB, "/jobs/bad");
        ObjectNode executions = get(FilledMessage.run("ListExecutionsResponse"), "/jobs/bad/executions");
        String name = executions.at("/executions/0/name").asText();
        get(FilledMessage.run("ListTasksResponse"), name.substring(name.indexOf("/jobs/")) + "/tasks");
        done("DELETE", "/jobs/bad", "");

        Set<String> promised = new TreeSet<>();
        states.forEach((field, state) -> {
            boolean answer = field.startsWith(FilledMessage.run("")) && !field.matches("\\S+Request(\\.\\S+)? .*");
            if (answer && !state.equals("absent") && !FLEETING.contains(field)) {
                promised.add(field);
            }
        });
        assertThat(promised).hasSizeGreaterThan(250);
        assertThat(shown).containsAll(promised);
    }

    private static String containers(String image, String more) {
        return "{" + more + "\"containers\":[{\"image\":\"" + image + "\"}]}";
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every value of the wish is in the answer, at its place. */
    private static void assertHolds(JsonNode wish, JsonNode answer, String place) {
        if (wish.isObject()) {
            wish.properties()
                    .forEach(entry ->
                            assertHolds(entry.getValue(), answer.path(entry.getKey()), place + "." + entry.getKey()));
        } else if (wish.isArray()) {
            assertThat(answer).as(place).hasSameSizeAs(wish);
            for (int i = 0; i < wish.size(); i++) {
                assertHolds(wish.get(i), answer.get(i), place + "[" + i + "]");
            }
        } else {
            assertThat(answer).as(place).isEqualTo(wish);
        }
    }

    /** Calls, waits for the operation, and looks at all that it shows. */
    private ObjectNode done(String method, String path, String body) throws Exception {
        ObjectNode begun = send(method, RUN + path, body);
        assertThat(begun.has("error")).as("%s %s: %s", method, path, begun).isFalse();
        look("google.longrunning.Operation", begun);
        ObjectNode done = send("POST", "/v2/" + begun.path("name").asText() + ":wait", "{}");
        look("google.longrunning.Operation", done);
        return done;
    }

    private ObjectNode get(String type, String path) throws Exception {
        ObjectNode answer = send("GET", RUN + path, "");
        look(type, answer);
        return answer;
    }

    /** Notes the fields that an answer shows; the table must have them, and not as absent. */
    private void look(String type, JsonNode message) {
        String packed = message.path("@type").asText().replaceFirst(".*/", "");
        String known = packed.isEmpty() ? type : packed;
        message.properties().forEach(entry -> {
            Field field = entry.getKey().equals("@type")
                    ? null
                    : Messages.published().fields(known).get(entry.getKey());
            if (field == null) {
                assertThat(entry.getKey()).as(known).isEqualTo("@type");
                return;
            }
            String name = known + " " + field.name();
            assertThat(states.getOrDefault(name, known.endsWith("Response") ? "list" : "not in the table"))
                    .as(name + " is shown: " + entry.getValue())
                    .isIn("same", "kept", "differs", "list");
            shown.add(name);
            boolean single = field.shape() == Field.Shape.SINGLE;
            for (JsonNode value : single ? List.of(entry.getValue()) : entry.getValue()) {
                if (value.isObject()) {
                    look(field.type(), value);
                }
            }
        });
    }

    private ObjectNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return (ObjectNode) Json.MAPPER.readTree(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
