package dev.greenlight.localcloud.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.StartFailure.Reason;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs workloads as containers of the Docker engine, on one bridge network. */
public final class DockerWorkloads implements Workloads {
    private static final System.Logger LOG = System.getLogger(DockerWorkloads.class.getName());

    private final DockerCli docker;
    private final DockerImages images;
    private final Containers containers;
    private final String network;
    private final String state;
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();
    private volatile Observer observer = new Silence();

    /** @param state tells this server's containers from another's; at most 40 characters of a container's name */
    public DockerWorkloads(DockerCli docker, String network, String state) {
        this.docker = docker;
        this.images = new DockerImages(docker);
        this.containers = new Containers(docker, network);
        this.network = network;
        this.state = state;
    }

    @Override
    public void observe(Observer listener) {
        observer = listener;
    }

    @Override
    public String resolve(String image) throws StartFailure {
        return images.resolve(image);
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        String id = launch(workload);
        boolean ready = false;
        try {
            Follower follower = follow(workload.key(), id);
            String host = containers.address(id);
            StartupProbe.Answer answer = host.isEmpty()
                    ? StartupProbe.Answer.ENDED
                    : StartupProbe.ask(
                            workload.startup(), host, () -> !follower.end().isDone());
            if (answer != StartupProbe.Answer.READY) {
                throw notReady(workload, id, answer);
            }
            ready = true;
            Instance instance = new Instance(
                    workload.key(),
                    id,
                    new InetSocketAddress(host, workload.startup().port()));
            watch(instance, follower);
            return instance;
        } finally {
            if (!ready) {
                remove(id);
            }
        }
    }

    private String launch(Workload workload) throws StartFailure {
        byte[] random = new byte[3];
        ThreadLocalRandom.current().nextBytes(random);
        String name = "run-" + state + "-" + workload.key().name() + "-"
                + HexFormat.of().formatHex(random);
        RunLine line = RunLine.of(workload, state, network, name);
        Ending ending = docker.run(line.arguments(), line.environment(), line.input(), Duration.ofMinutes(2));
        if (ending instanceof Ending.Exited exited && exited.succeeded()) {
            containers.removeLeftovers();
            return exited.output().strip();
        }
        String complaint = DockerCli.complaint(ending);
        // A cancellation may have cut the client off after the engine had made the container.
        containers.remove(name);
        // The client's own codes: the container's command cannot be run, or is not there.
        boolean commandsFault =
                ending instanceof Ending.Exited exited && (exited.code() == 126 || exited.code() == 127);
        observer.line(workload.key(), "stderr", complaint);
        throw new StartFailure(
                commandsFault ? Reason.HEALTH_CHECK_CONTAINER_ERROR : Reason.INTERNAL,
                commandsFault ? "The container's command could not be run: " + complaint : complaint);
    }

    private StartFailure notReady(Workload workload, String id, StartupProbe.Answer answer) {
        if (answer == StartupProbe.Answer.ENDED) {
            Optional<Containers.Fate> fate = containers.fate(id);
            if (fate.isEmpty()) {
                return new StartFailure(Reason.INTERNAL, "The Docker engine does not answer.");
            }
            observer.line(
                    workload.key(),
                    "system",
                    "Container called exit(" + fate.get().code() + ").");
        }
        Probe probe = workload.startup();
        if (probe.isHttp()) {
            return new StartFailure(
                    Reason.HEALTH_CHECK_CONTAINER_ERROR,
                    "The user-provided container failed the configured startup probe checks. Logs for this revision might"
                            + " contain more information.");
        }
        return new StartFailure(Reason.HEALTH_CHECK_CONTAINER_ERROR, StartFailure.notListening(probe));
    }

    private Follower follow(Key key, String id) throws StartFailure {
        try {
            Follower follower = Follower.start(
                    docker.line(List.of("logs", "--follow", id)), (stream, text) -> observer.line(key, stream, text));
            followers.put(id, follower);
            return follower;
        } catch (IOException e) {
            throw new StartFailure(Reason.INTERNAL, "docker logs could not be started: " + e.getMessage());
        }
    }

    /** A follower that was taken out of the map was closed on purpose; one that is still there has lost its container, or the engine. */
    private void watch(Instance instance, Follower follower) {
        var _ = follower.end()
                .thenRunAsync(
                        () -> lost(instance, follower),
                        task -> Thread.ofVirtual()
                                .name("lost-" + instance.key().name())
                                .start(task));
    }

    private void lost(Instance instance, Follower follower) {
        String id = instance.id();
        Instant since = Instant.now();
        Optional<Containers.Fate> fate = containers.fate(id);
        while (fate.isEmpty() && followers.get(id) == follower) {
            Containers.pause();
            fate = containers.fate(id);
        }
        if (fate.isPresent() && fate.get().running()) {
            followAgain(instance, follower, since);
        } else if (fate.isPresent() && followers.remove(id, follower)) {
            int code = fate.get().code();
            remove(id);
            observer.line(instance.key(), "system", "Container called exit(" + code + ").");
            observer.exited(instance, code);
        }
    }

    private void followAgain(Instance instance, Follower lost, Instant since) {
        try {
            Follower follower = Follower.start(
                    docker.line(List.of("logs", "--follow", "--since", since.toString(), instance.id())),
                    (stream, text) -> observer.line(instance.key(), stream, text));
            if (followers.replace(instance.id(), lost, follower)) {
                watch(instance, follower);
            } else {
                follower.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot follow container " + instance.id(), e);
        }
    }

    @Override
    public List<Instance> adopt() {
        List<Instance> adopted = new ArrayList<>();
        String ids = docker.must(
                "ps", "--all", "--no-trunc", "--quiet", "--filter", "label=" + RunLine.STATE_LABEL + "=" + state);
        for (String id : ids.lines().toList()) {
            Optional<Instance> instance = docker.inspect("container", id).flatMap(node -> instance(id, node));
            if (instance.isEmpty()) {
                remove(id);
                continue;
            }
            try {
                Follower follower = Follower.start(
                        docker.line(List.of("logs", "--follow", "--since", "0s", id)),
                        (stream, text) -> observer.line(instance.get().key(), stream, text));
                followers.put(id, follower);
                watch(instance.get(), follower);
                adopted.add(instance.get());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot follow container " + id, e);
            }
        }
        return adopted;
    }

    private Optional<Instance> instance(String id, JsonNode inspected) {
        JsonNode labels = inspected.at("/Config/Labels");
        String host = inspected
                .path("NetworkSettings")
                .path("Networks")
                .path(network)
                .path("IPAddress")
                .asText();
        if (!inspected.at("/State/Running").asBoolean() || host.isEmpty()) {
            return Optional.empty();
        }
        try {
            Key key = Key.parse(labels.path(RunLine.KEY_LABEL).asText());
            int port = labels.path(RunLine.PORT_LABEL).asInt();
            return key.kind() == Key.Kind.REVISION
                    ? Optional.of(new Instance(key, id, new InetSocketAddress(host, port)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void stop(Instance instance) {
        Follower follower = followers.remove(instance.id());
        docker.run("stop", "--time", "10", instance.id());
        remove(instance.id());
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        String id = launch(workload);
        try {
            Follower follower = follow(workload.key(), id);
            long deadline = System.nanoTime() + limit.toNanos();
            follower.end().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return containers.exitCode(id, deadline);
        } catch (TimeoutException e) {
            throw StartFailure.tooLong(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(Reason.INTERNAL, "The server is stopping.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            remove(id);
        }
    }

    private void remove(String id) {
        Follower follower = followers.remove(id);
        containers.remove(id);
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public void close() {
        List<Follower> open = List.copyOf(followers.values());
        followers.clear();
        open.forEach(Follower::close);
    }

    /** Until somebody observes. */
    private static final class Silence implements Observer {
        @Override
        public void line(Key key, String stream, String text) {}

        @Override
        public void exited(Instance instance, int code) {}
    }
}
