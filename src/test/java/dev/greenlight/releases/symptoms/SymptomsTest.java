package dev.greenlight.releases.symptoms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.evidence.LogLine;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymptomsTest {
    private static final String NOT_LISTENING =
            "app-api-v2 did not come up: the container did not start to listen on its port in time; look at its log for a crash"
                    + " at start, and check that it listens on $PORT on all interfaces (Cloud Run: The user-provided container failed"
                    + " to start and listen on the port defined provided by the PORT=8000 environment variable within the allocated"
                    + " timeout. Logs for this revision might contain more information.)";

    private static final Whereabouts WHERE = new Whereabouts(
            "p1",
            "europe-west1",
            "app-api",
            new Trail.OfRevision(new ServiceName("app-api"), new RevisionName("app-api-v2")));

    private static List<Symptom> of(String reason, List<String> answers, String... lines) {
        return Symptoms.of(new Failure(
                WHERE,
                reason,
                answers,
                Stream.of(lines).map(line -> new LogLine("t", "ERROR", line)).toList()));
    }

    @ParameterizedTest
    @MethodSource("dev.greenlight.releases.symptoms.SpokenLines#causes")
    void a_line_of_the_log_tells_the_cause(String kind, String line, String cause) {
        List<Symptom> found = of("it did not come up", List.of(), "Starting", line, "Goodbye");

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().kind()).isEqualTo(kind);
        assertThat(found.getFirst().cause()).contains(cause).doesNotContain("{");
        assertThat(line).contains(found.getFirst().seen());
        assertThat(found.getFirst().next()).isNotBlank().doesNotContain("{1}");
        assertThat(found.getFirst().command()).isNotBlank().doesNotContain("{");
    }

    @ParameterizedTest
    @MethodSource("dev.greenlight.releases.symptoms.SpokenLines#causes")
    void the_line_is_found_inside_a_longer_entry(String kind, String line, String cause) {
        String entry = "Traceback (most recent call last):\n  File \"/app/x.py\", line 3, in <module>\n" + line + "\n";

        assertThat(of("it did not come up", List.of(), entry))
                .extracting(Symptom::kind)
                .contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /api/health 200",
                "Listening at: http://0.0.0.0:8000 (1)",
                "Applying dreams.0001_initial... OK",
                "Watching for file changes with StatReloader",
                "GET /static/ModuleNotFound.js 404 in the list"
            })
    void ordinary_lines_tell_nothing(String line) {
        assertThat(of(NOT_LISTENING, List.of("health: 503 in 3 ms: busy"), line))
                .isEmpty();
    }

    @Test
    void conditions_of_cloud_run_are_read_as_well() {
        assertThat(of(
                        "app-api-v2 did not come up: a secret cannot be read (Cloud Run: Revision 'app-api-v2' is not ready and cannot"
                                + " serve traffic. spec.template.spec.containers[0].env[0].value_from.secret_key_ref.name: Permission"
                                + " denied on secret: projects/729/secrets/db-url/versions/2 for Revision service account"
                                + " 729-compute@developer.gserviceaccount.com. The service account used must be granted the 'Secret"
                                + " Manager Secret Accessor' role)",
                        List.of()))
                .singleElement()
                .satisfies(symptom -> assertThat(symptom.command())
                        .isEqualTo("gcloud secrets add-iam-policy-binding db-url --project=p1"
                                + " --member=serviceAccount:729-compute@developer.gserviceaccount.com"
                                + " --role=roles/secretmanager.secretAccessor"));
        assertThat(of("(Cloud Run: Image 'eu.pkg.dev/p1/r/web@sha256:0a' not found.)", List.of()))
                .extracting(Symptom::kind)
                .containsExactly("image-missing");
        assertThat(of("Secret Version [projects/1/secrets/db/versions/2] is in DESTROYED state.", List.of()))
                .extracting(Symptom::cause)
                .containsExactly("a version of secret db that the revision needs is in state DESTROYED");
        assertThat(of("must have permission to read the image, eu.pkg.dev/p1/r/web.", List.of()))
                .extracting(Symptom::kind)
                .containsExactly("image-permission");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[INFO] Listening at: http://127.0.0.1:8000 (1)",
                "Starting development server at http://127.0.0.1:8000/",
                "INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)",
                "  Local:   http://localhost:8000/"
            })
    void a_container_that_listens_only_to_itself_is_recognised(String line) {
        assertThat(of(NOT_LISTENING, List.of(), line)).extracting(Symptom::kind).containsExactly("loopback-only");
        assertThat(of("its health check failed", List.of(), line)).isEmpty();
    }

    @Test
    void a_container_that_listens_on_another_port_is_recognised() {
        assertThat(of(NOT_LISTENING, List.of(), "[INFO] Listening at: http://0.0.0.0:5000 (1)"))
                .singleElement()
                .satisfies(symptom -> assertThat(symptom.cause())
                        .isEqualTo("the application listens on port 5000, and Cloud Run sends requests to port 8000"));
        assertThat(of(
                        "it did not come up",
                        List.of(),
                        "Default STARTUP TCP probe failed 1 time consecutively for container \"web\" on port 8080. Connection failed",
                        "Server listening on [::]:3000"))
                .extracting(Symptom::kind)
                .containsExactly("wrong-port");
    }

    @Test
    void answers_tell_causes_that_the_same_words_in_a_log_do_not() {
        assertThat(of("its health check failed", List.of("health: 400 in 3 ms: <h1>Bad Request (400)</h1>")))
                .extracting(Symptom::kind)
                .containsExactly("allowed-hosts");
        assertThat(of("its health check failed", List.of("health: 301 in 3 ms: ")))
                .extracting(Symptom::kind)
                .containsExactly("https-redirect");
        assertThat(of("its health check failed", List.of("health: 404 in 3 ms: ")))
                .extracting(Symptom::kind)
                .containsExactly("health-path");
        assertThat(of("its health check failed", List.of("health: 403 in 3 ms: ")))
                .extracting(Symptom::kind)
                .containsExactly("not-invokable");
        assertThat(of("it did not come up", List.of(), "GET /x 400 in 3 ms")).isEmpty();
    }

    @Test
    void one_cause_is_told_once_and_the_root_comes_before_its_consequences() {
        assertThat(of(
                        NOT_LISTENING,
                        List.of("health: 400 in 3 ms"),
                        "Container called exit(3).",
                        "[ERROR] Exception in worker process",
                        "Invalid HTTP_HOST header: 'a.run.app'. You may need to add 'a.run.app' to ALLOWED_HOSTS.",
                        "Invalid HTTP_HOST header: 'b.run.app'. You may need to add 'b.run.app' to ALLOWED_HOSTS.",
                        "Memory limit of 512 MiB exceeded with 530 MiB used."))
                .extracting(Symptom::kind)
                .containsExactly("out-of-memory", "allowed-hosts");
    }

    @Test
    void what_somebody_wrote_into_a_log_never_becomes_part_of_a_command() {
        List<Symptom> found = of("(Cloud Run: Image 'x;rm$IFS-rf' not found.)", List.of());

        assertThat(found.getFirst().command()).isEqualTo("gcloud artifacts docker images describe NAME");
        assertThat(found.getFirst().cause()).contains("x;rm$IFS-rf");
    }

    @Test
    void a_very_long_line_is_quoted_in_part() {
        Symptom found = of("", List.of(), "x".repeat(2_000) + " KeyError: 'PORT' " + "y".repeat(90_000))
                .getFirst();

        assertThat(found.seen()).hasSizeLessThanOrEqualTo(Symptom.LONGEST).contains("KeyError: 'PORT'");
    }

    @Test
    void commands_lead_to_the_log_of_what_failed() {
        assertThat(WHERE.logs()).contains("revision_name=\"app-api-v2\"", "--project=p1");
        assertThat(new Whereabouts("p1", "r", "app-api", new Trail.OfRun("app-api-migrate", "app-api-migrate-x1"))
                        .logs())
                .contains("cloud_run_job", "app-api-migrate-x1");
        assertThat(new Whereabouts("p1", "r", "app-api", new Trail.None()).logs())
                .contains("service_name=\"app-api\"");
    }
}
