package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.AbortedException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.JobsClient;
import com.google.cloud.run.v2.JobsSettings;
import com.google.cloud.run.v2.LocationName;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.RevisionsClient;
import com.google.cloud.run.v2.RevisionsSettings;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.ServicesClient;
import com.google.cloud.run.v2.ServicesSettings;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.iam.v1.Binding;
import com.google.iam.v1.Policy;
import com.google.iam.v1.SetIamPolicyRequest;
import com.google.protobuf.FieldMask;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own client library against the whole local cloud, with revisions in this process. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CloudRunCloudIT {
    private static final LocationName HERE = LocationName.of("demo", "here");
    private static final String NAME = HERE + "/services/web";

    /** The client's own five seconds would be most of the test. */
    private static final OperationTimedPollAlgorithm OFTEN =
            OperationTimedPollAlgorithm.create(RetrySettings.newBuilder()
                    .setInitialRetryDelayDuration(Duration.ofMillis(50))
                    .setMaxRetryDelayDuration(Duration.ofMillis(200))
                    .setRetryDelayMultiplier(1.5)
                    .setTotalTimeoutDuration(Duration.ofSeconds(30))
                    .build());

    @TempDir
    Path state;

    private final InProcessWorkloads workloads =
            new InProcessWorkloads(workload -> answering(workload.key().name()));
    private LocalCloud cloud;
    private ServicesClient services;
    private JobsClient jobs;
    private RevisionsClient revisions;

    @BeforeEach
    void start() throws IOException {
        cloud = LocalCloud.start(Options.in(state).withPorts(0, 27_000), workloads, line -> {});
        ServicesSettings.Builder ofServices = ServicesSettings.newHttpJsonBuilder();
        ofServices.setEndpoint(cloud.apiUrl()).setCredentialsProvider(NoCredentialsProvider.create());
        ofServices.createServiceOperationSettings().setPollingAlgorithm(OFTEN);
        ofServices.updateServiceOperationSettings().setPollingAlgorithm(OFTEN);
        services = ServicesClient.create(ofServices.build());
        JobsSettings.Builder ofJobs = JobsSettings.newHttpJsonBuilder();
        ofJobs.setEndpoint(cloud.apiUrl()).setCredentialsProvider(FixedCredentialsProvider.create(account()));
        ofJobs.createJobOperationSettings().setPollingAlgorithm(OFTEN);
        ofJobs.runJobOperationSettings().setPollingAlgorithm(OFTEN);
        jobs = JobsClient.create(ofJobs.build());
        revisions = RevisionsClient.create(RevisionsSettings.newHttpJsonBuilder()
                .setEndpoint(cloud.apiUrl())
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
    }

    @AfterEach
    void stop() {
        services.close();
        jobs.close();
        revisions.close();
        cloud.stop();
    }

    @Test
    void a_release_goes_from_a_tagged_green_revision_to_all_of_the_traffic() throws Exception {
        Service created = services.createServiceAsync(HERE, service("web-v1").build(), "web")
                .get();
        assertThat(created.getTerminalCondition().getState()).isEqualTo(Condition.State.CONDITION_SUCCEEDED);
        assertThat(get(created.getUri(), "").statusCode()).isEqualTo(403);
        assertThat(get(created.getUri(), idToken(created.getUri())).body()).isEqualTo("web-v1");

        makePublic();
        assertThat(get(created.getUri(), "").body()).isEqualTo("web-v1");

        Service green = update(
                service("web-v2")
                        .setName(NAME)
                        .addTraffic(target("web-v1", 100, ""))
                        .addTraffic(target("web-v2", 0, "green"))
                        .setEtag(services.getService(NAME).getEtag()),
                "template",
                "traffic");
        String tagUrl = green.getTrafficStatuses(1).getUri();
        assertThat(get(tagUrl, "").body()).isEqualTo("web-v2");
        assertThat(get(created.getUri(), "").body()).isEqualTo("web-v1");

        Service after = update(Service.newBuilder().setName(NAME).addTraffic(target("web-v2", 100, "")), "traffic");
        assertThat(after.getTrafficStatuses(0).getPercent()).isEqualTo(100);
        assertThat(after.getObservedGeneration()).isEqualTo(after.getGeneration());
        assertThat(get(created.getUri(), "").body()).isEqualTo("web-v2");
        assertThat(revisions.listRevisions(NAME).iterateAll()).hasSize(2);
    }

    @Test
    void a_revision_that_does_not_start_fails_the_operation_with_its_reason() throws Exception {
        services.createServiceAsync(HERE, service("web-v1").build(), "web").get();
        Service.Builder broken = service("web-v2").setName(NAME);
        broken.getTemplateBuilder().getContainersBuilder(0).setImage("crash");
        assertThatThrownBy(() -> update(broken, "template"))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Revision 'web-v2' is not ready and cannot serve traffic");
        Service service = services.getService(NAME);
        assertThat(service.getTerminalCondition().getRevisionReason())
                .isEqualTo(Condition.RevisionReason.HEALTH_CHECK_CONTAINER_ERROR);
        assertThat(service.getLatestReadyRevision()).endsWith("/web-v1");
    }

    @Test
    void refusals_are_the_clients_exceptions() throws Exception {
        assertThatThrownBy(() -> services.getService(NAME)).isInstanceOf(NotFoundException.class);
        services.createServiceAsync(HERE, service("web-v1").build(), "web").get();
        assertThatThrownBy(() -> update(service("web-v1").setName(NAME).setEtag("stale"), "labels"))
                .hasCauseInstanceOf(AbortedException.class)
                .hasMessageContaining("Conflict for resource 'web': version 'stale' was specified");
    }

    @Test
    void a_migration_job_runs_once_with_its_overrides() throws Exception {
        Job job = Job.newBuilder()
                .setTemplate(ExecutionTemplate.newBuilder()
                        .setTemplate(TaskTemplate.newBuilder()
                                .setMaxRetries(0)
                                .addContainers(Container.newBuilder().setImage("app"))))
                .build();
        Job created = jobs.createJobAsync(HERE, job, "migrate").get();
        assertThat(created.getTemplate().getTemplate().getMaxRetries()).isZero();
        assertThat(created.getCreator()).contains("@local.");
        RunJobRequest run = RunJobRequest.newBuilder()
                .setName(created.getName())
                .setOverrides(RunJobRequest.Overrides.newBuilder()
                        .addContainerOverrides(RunJobRequest.Overrides.ContainerOverride.newBuilder()
                                .addArgs("migrate")
                                .addEnv(EnvVar.newBuilder().setName("FAKE").setValue("no"))))
                .build();
        assertThat(jobs.runJobAsync(run).get().getSucceededCount()).isEqualTo(1);
        assertThat(workloads.started()).singleElement().satisfies(task -> {
            assertThat(task.arguments()).containsExactly("migrate");
            assertThat(task.environment()).containsEntry("FAKE", "no");
        });
    }

    @Test
    void what_was_served_is_served_again_after_a_restart() throws Exception {
        Service created = services.createServiceAsync(HERE, service("web-v1").build(), "web")
                .get();
        makePublic();
        cloud.stop();
        cloud = LocalCloud.start(
                Options.in(state).withPorts(0, 27_000),
                new InProcessWorkloads(workload -> answering(workload.key().name() + " again")),
                line -> {});
        assertThat(get(created.getUri(), "").body()).isEqualTo("web-v1 again");
    }

    private Service update(Service.Builder service, String... mask) throws Exception {
        return services.updateServiceAsync(UpdateServiceRequest.newBuilder()
                        .setService(service)
                        .setUpdateMask(FieldMask.newBuilder().addAllPaths(java.util.List.of(mask)))
                        .build())
                .get();
    }

    private void makePublic() {
        services.setIamPolicy(SetIamPolicyRequest.newBuilder()
                .setResource(NAME)
                .setPolicy(Policy.newBuilder()
                        .addBindings(Binding.newBuilder()
                                .setRole("roles/run.invoker")
                                .addMembers("allUsers")))
                .build());
    }

    private static Service.Builder service(String revision) {
        return Service.newBuilder()
                .setTemplate(RevisionTemplate.newBuilder()
                        .setRevision(revision)
                        .addContainers(Container.newBuilder().setImage("app:" + revision)));
    }

    private static TrafficTarget target(String revision, int percent, String tag) {
        return TrafficTarget.newBuilder()
                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                .setRevision(revision)
                .setPercent(percent)
                .setTag(tag)
                .build();
    }

    private static Handler answering(String text) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }

    private ServiceAccountCredentials account() throws IOException {
        try (InputStream key = Files.newInputStream(state.resolve("service-account.json"))) {
            return (ServiceAccountCredentials)
                    GoogleCredentials.fromStream(key).createScoped("https://www.googleapis.com/auth/cloud-platform");
        }
    }

    private String idToken(String audience) throws IOException {
        return IdTokenCredentials.newBuilder()
                .setIdTokenProvider(account())
                .setTargetAudience(audience)
                .build()
                .refreshAccessToken()
                .getTokenValue();
    }

    private static HttpResponse<String> get(String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
