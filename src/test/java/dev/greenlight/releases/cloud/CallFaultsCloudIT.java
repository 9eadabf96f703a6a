package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.SecretVersions;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are answered badly, late or not at all, and what our own clients make of it. */
class CallFaultsCloudIT extends FaultyCloud {
    private static final String GET = "run.services.get";

    /** A read is repeated for as long as it may pass. */
    @ParameterizedTest(name = "{0} on calls {1}")
    @CsvSource({
        "latency: 300ms,                               1",
        "'fault: error, status: ABORTED',              1-2",
        "'fault: error, status: RESOURCE_EXHAUSTED',   1-3",
        "fault: quota,                                 1-3",
        "'fault: error, status: INTERNAL',             1-2",
        "'fault: error, status: UNAVAILABLE',          1-3",
        "'fault: error, status: DEADLINE_EXCEEDED',    1",
        "'fault: error, status: 502',                  1-2",
        "fault: reset,                                 1-2",
        "fault: lost-answer,                           1-2",
    })
    void a_read_gets_its_answer_after_all(String fault, String calls) {
        create();
        fault("on: " + GET + ", calls: " + calls + ", " + fault);

        assertThat(cloud.service(WEB).orElseThrow().name()).isEqualTo(WEB);

        assertThat(rule().path("fired").asInt()).isEqualTo(calls.equals("1") ? 1 : calls.charAt(2) - '0');
    }

    /** A write is sent once, and its answer is a value. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "latency: 300ms,                              Accepted",
        "'fault: error, status: ABORTED',             Conflict",
        "'fault: error, status: RESOURCE_EXHAUSTED',  Busy",
        "fault: quota,                                Busy",
        "'fault: error, status: INTERNAL',            Busy",
        "'fault: error, status: UNAVAILABLE',         Busy",
        "'fault: error, status: DEADLINE_EXCEEDED',   Busy",
        "'fault: error, status: FAILED_PRECONDITION', Busy",
        "'fault: error, status: 502',                 Busy",
        "fault: reset,                                Busy",
        "fault: lost-answer,                          Busy",
        "'fault: error, status: INVALID_ARGUMENT',    Refused",
        "fault: permission-denied,                    Refused",
    })
    void a_write_is_sent_once_and_its_answer_is_a_value(String fault, String reply) {
        ServiceState before = staged();
        fault("on: " + PATCH + ", " + fault);

        Reply answer = cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of()));

        assertThat(answer.getClass().getSimpleName()).as(answer.toString()).isEqualTo(reply);
        assertThat(rule().path("seen").asInt()).isEqualTo(1);
    }

    @Test
    void a_conflict_is_told_in_cloud_runs_words() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", resource: web, fault: error, status: ABORTED");

        assertThat(cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of())))
                .isEqualTo(new Reply.Conflict("ABORTED Conflict for resource 'web': version '1' was specified but"
                        + " current version is '2'."));
        assertThat(settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed ->
                                assertThat(failed.words()).contains("did not take the change within 1 s", "Conflict"));
    }

    @Test
    void a_missing_permission_is_named_with_what_to_do() {
        ServiceState before = staged();
        fault("on: 'run.*', fault: permission-denied");

        assertThatThrownBy(() -> cloud.service(WEB)).isInstanceOfSatisfying(ExternalFailure.class, failure -> {
            assertThat(failure)
                    .hasMessageContaining(
                            "PERMISSION_DENIED Permission 'run.services.get' denied on resource" + " 'projects/"
                                    + project + "/locations/europe-west1/services/web' (or resource may not exist).");
            assertThat(failure.remedy()).contains("roles/run.developer", "run.services.get");
        });
        assertThat(cloud.change(ServiceChange.of(before, Traffic.all(TWO), Map.of())))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.words()).contains("Permission 'run.services.update' denied"));
    }

    @Test
    void a_creation_whose_answer_is_lost_is_not_made_twice() {
        fault("on: run.services.create, fault: lost-answer");
        RevisionDraft draft = draft(ONE, "backend");

        assertThat(cloud.create(WEB, draft, Traffic.all(ONE), Map.of())).isInstanceOf(Reply.Busy.class);
        heal();
        assertThat(cloud.create(WEB, draft, Traffic.all(ONE), Map.of())).isInstanceOf(Reply.Conflict.class);
        assertThat(cloud.service(WEB).orElseThrow().mark().generation()).isEqualTo(1);
    }

    @Test
    void a_deletion_whose_answer_is_lost_is_repeated_and_accepted() {
        create();
        fault("on: run.services.delete, calls: 1, fault: lost-answer");

        // Java's HTTP client repeats a deletion by itself when it had sent it on a connection that it had used before.
        assertThat(cloud.delete(WEB, "")).isInstanceOfAny(Reply.Busy.class, Reply.Accepted.class);
        assertThat(rule().path("fired").asInt()).isEqualTo(1);
        Await.until("the service to be gone", () -> cloud.service(WEB).isEmpty());
        assertThat(cloud.delete(WEB, "")).isInstanceOf(Reply.Accepted.class);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "'fault: error, status: ABORTED',     run.services.setIamPolicy",
        "fault: lost-answer,                  run.services.setIamPolicy",
        "fault: reset,                        run.services.setIamPolicy",
        "'fault: error, status: UNAVAILABLE', run.services.getIamPolicy",
    })
    void opening_a_service_outlasts_what_passes(String fault, String method) {
        create();
        fault("on: " + method + ", calls: 1, " + fault);

        cloud.open(WEB);

        heal();
        assertThat(cloud.isPublic(WEB)).isTrue();
    }

    @ParameterizedTest(name = "{0} on calls {1}: {2}")
    @CsvSource({
        "'fault: error, status: UNAVAILABLE',        1-2, ''",
        "fault: reset,                               1-2, ''",
        "'fault: error, status: RESOURCE_EXHAUSTED', 1-2, ''",
        "'fault: error, status: INTERNAL',           1-2, ''",
        "fault: permission-denied,                   all, roles/secretmanager.viewer",
    })
    void versions_of_a_secret_are_found_or_it_is_said_why_not(String fault, String calls, String remedy)
            throws Exception {
        send("POST", "/v1/projects/" + project + "/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/" + project + "/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        fault("on: secrets.versions.list, calls: " + calls + ", " + fault);
        SecretVersions versions = SecretVersions.at(access, Identity.of(access));

        if (remedy.isEmpty()) {
            assertThat(versions.of(project, "db")).hasSize(1);
        } else {
            assertThatThrownBy(() -> versions.of(project, "db"))
                    .isInstanceOfSatisfying(
                            ExternalFailure.class,
                            failure -> assertThat(failure.remedy()).contains(remedy));
        }
    }

    @ParameterizedTest(name = "{0} on calls {1}")
    @CsvSource({
        "'fault: error, status: UNAVAILABLE', 1",
        "'fault: error, status: INTERNAL',    1",
        "fault: reset,                        1",
    })
    void a_sign_in_outlasts_what_passes(String fault, String calls) throws IOException {
        create();
        Secret key = Secret.of(Files.readString(state.resolve("service-account.json")));
        CloudAccess signed = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.of(key));
        fault("on: oauth.token, calls: " + calls + ", " + fault);

        assertThat(CloudRun.at(signed, Identity.of(signed), project, "europe-west1")
                        .service(WEB))
                .isPresent();
        assertThat(rule().path("fired").asInt()).isEqualTo(1);
    }
}
