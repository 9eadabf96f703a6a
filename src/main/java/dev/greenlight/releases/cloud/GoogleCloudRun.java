package dev.greenlight.releases.cloud;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.DeleteRevisionRequest;
import com.google.cloud.run.v2.DeleteServiceRequest;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.RevisionsClient;
import com.google.cloud.run.v2.RevisionsSettings;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.ServicesClient;
import com.google.cloud.run.v2.ServicesSettings;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cloud Run's Admin API v2 through Google's client, in HTTP/JSON.
 *
 * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services">services</a>
 */
final class GoogleCloudRun implements CloudRun {
    private final String parent;
    private final ServicesClient services;
    private final RevisionsClient revisions;
    private final GooglePolicy policy;

    GoogleCloudRun(GoogleConnection connection, String project, String region) {
        this.parent = "projects/" + project + "/locations/" + region;
        try {
            ServicesSettings.Builder settings = connection.configure(ServicesSettings.newHttpJsonBuilder());
            GoogleConnection.repeat(settings.getServiceSettings());
            GoogleConnection.repeat(settings.getIamPolicySettings());
            GoogleConnection.once(settings.createServiceSettings());
            GoogleConnection.once(settings.updateServiceSettings());
            GoogleConnection.once(settings.deleteServiceSettings());
            GoogleConnection.once(settings.setIamPolicySettings());
            this.services = ServicesClient.create(settings.build());
            RevisionsSettings.Builder reads = connection.configure(RevisionsSettings.newHttpJsonBuilder());
            GoogleConnection.repeat(reads.listRevisionsSettings());
            GoogleConnection.once(reads.deleteRevisionSettings());
            this.revisions = RevisionsClient.create(reads.build());
        } catch (IOException e) {
            throw GoogleProblems.failed("connect to Cloud Run", e);
        }
        this.policy = new GooglePolicy(services);
    }

    @Override
    public Optional<ServiceState> service(ServiceName name) {
        return find(name).map(GoogleTranslation::service);
    }

    private Optional<Service> find(ServiceName name) {
        try {
            return Optional.of(GoogleConnection.look(() -> services.getService(path(name))));
        } catch (ApiException e) {
            if (GoogleProblems.missing(e)) {
                return Optional.empty();
            }
            throw GoogleProblems.failed("look at service " + name, e);
        }
    }

    @Override
    public List<RevisionState> revisions(ServiceName name) {
        try {
            return GoogleConnection.look(() -> {
                List<RevisionState> found = new ArrayList<>();
                revisions
                        .listRevisions(path(name))
                        .iterateAll()
                        .forEach(revision -> found.add(GoogleTranslation.revision(revision)));
                return found;
            });
        } catch (ApiException e) {
            if (GoogleProblems.missing(e)) {
                return List.of();
            }
            throw GoogleProblems.failed("list the revisions of " + name, e);
        }
    }

    @Override
    public Reply create(ServiceName name, RevisionDraft draft, Traffic traffic, Map<String, String> annotations) {
        Service wanted = Service.newBuilder()
                .setIngress(IngressTraffic.INGRESS_TRAFFIC_ALL)
                .setTemplate(GoogleDrafts.template(RevisionTemplate.getDefaultInstance(), draft))
                .addAllTraffic(GoogleDrafts.targets(traffic))
                .putAllAnnotations(annotations)
                .build();
        return send(() -> services.createServiceCallable()
                .call(CreateServiceRequest.newBuilder()
                        .setParent(parent)
                        .setServiceId(name.value())
                        .setService(wanted)
                        .build()));
    }

    @Override
    public Reply change(ServiceChange change) {
        Service.Builder wanted =
                Service.newBuilder().setName(path(change.service())).setEtag(change.etag());
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (change.draft().isPresent()) {
            Optional<Service> current = find(change.service());
            if (current.isEmpty()) {
                return new Reply.Refused("service " + change.service() + " does not exist");
            }
            mask.addPaths("template");
            wanted.setTemplate(GoogleDrafts.template(
                    current.get().getTemplate(), change.draft().get()));
        }
        change.traffic().ifPresent(traffic -> {
            mask.addPaths("traffic");
            wanted.addAllTraffic(GoogleDrafts.targets(traffic));
        });
        change.annotations().ifPresent(annotations -> {
            mask.addPaths("annotations");
            wanted.putAllAnnotations(annotations);
        });
        return send(() -> services.updateServiceCallable()
                .call(UpdateServiceRequest.newBuilder()
                        .setService(wanted)
                        .setUpdateMask(mask)
                        .build()));
    }

    @Override
    public Reply delete(ServiceName name, String etag) {
        try {
            return accepted(services.deleteServiceCallable()
                    .call(DeleteServiceRequest.newBuilder()
                            .setName(path(name))
                            .setEtag(etag)
                            .build()));
        } catch (ApiException e) {
            return GoogleProblems.missing(e) ? new Reply.Accepted(0) : GoogleProblems.reply(e);
        }
    }

    @Override
    public Reply delete(ServiceName name, RevisionState revision) {
        try {
            return accepted(revisions
                    .deleteRevisionCallable()
                    .call(DeleteRevisionRequest.newBuilder()
                            .setName(path(name) + "/revisions/" + revision.name())
                            .setEtag(revision.etag())
                            .build()));
        } catch (ApiException e) {
            return GoogleProblems.missing(e) ? new Reply.Accepted(0) : GoogleProblems.reply(e);
        }
    }

    @Override
    public boolean isPublic(ServiceName name) {
        return policy.isPublic(path(name));
    }

    @Override
    public void open(ServiceName name) {
        policy.open(path(name));
    }

    @Override
    public void close(ServiceName name) {
        policy.close(path(name));
    }

    private static Reply send(Supplier<Operation> write) {
        try {
            return accepted(write.get());
        } catch (ApiException e) {
            return GoogleProblems.reply(e);
        }
    }

    /** The operation's metadata is the service as the write left it. */
    private static Reply accepted(Operation operation) {
        try {
            return new Reply.Accepted(
                    operation.getMetadata().is(Service.class)
                            ? operation.getMetadata().unpack(Service.class).getGeneration()
                            : 0);
        } catch (InvalidProtocolBufferException e) {
            return new Reply.Accepted(0);
        }
    }

    private String path(ServiceName name) {
        return parent + "/services/" + name;
    }
}
