package dev.greenlight.localcloud;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a local cloud is to be run.
 *
 * @param state the folder that it remembers everything in; made when absent
 * @param network the Docker network of jobs and revisions; made when absent
 * @param apiPort where the APIs answer; 0 = any free port
 * @param firstServicePort services and tags get ports from here on
 * @param sql whether a PostgreSQL container stands for Cloud SQL
 * @param registry whether a container registry runs beside it
 * @param docker how Docker's client is called; empty = no engine is asked, workloads run in this process
 */
public record Options(
        Path state,
        String network,
        int apiPort,
        int firstServicePort,
        boolean sql,
        boolean registry,
        Times times,
        List<String> docker) {
    /**
     * Times that people who watch a demonstration want shorter than Google does.
     *
     * @param metricLag how late request metrics appear; below a minute they are also sampled every second instead of every minute
     * @param idle how long an instance without requests goes on running, ready to take some again at once
     * @param startup how long a container without a probe of its own may take to listen on its port
     */
    public record Times(Duration metricLag, Duration idle, Duration startup) {
        public static final Times USUAL =
                new Times(Duration.ofMinutes(3), Duration.ofMinutes(15), Duration.ofMinutes(4));

        public Times {
            if (metricLag.isNegative() || idle.isNegative() || !startup.isPositive()) {
                throw new IllegalArgumentException("times are not negative, and a start takes some");
            }
        }
    }

    public Options {
        state = state.toAbsolutePath().normalize();
        docker = List.copyOf(docker);
        if (!network.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            throw new IllegalArgumentException("not a name of a Docker network: " + network);
        }
        if (sql && docker.isEmpty()) {
            throw new IllegalArgumentException("a database needs the Docker engine");
        }
        if (apiPort < 0 || apiPort > 65535 || firstServicePort < 1 || firstServicePort > 65000) {
            throw new IllegalArgumentException("ports are 1 to 65535: " + apiPort + ", " + firstServicePort);
        }
    }

    /** Network {@code greenlight}, API at 8787, services from 20000, no database, no registry, Google's times. */
    public static Options in(Path state) {
        return new Options(state, "greenlight", 8787, 20000, false, false, Times.USUAL, List.of("docker"));
    }

    public Options withNetwork(String name) {
        return new Options(state, name, apiPort, firstServicePort, sql, registry, times, docker);
    }

    public Options withPorts(int api, int firstService) {
        return new Options(state, network, api, firstService, sql, registry, times, docker);
    }

    public Options withSql(boolean wanted) {
        return new Options(state, network, apiPort, firstServicePort, wanted, registry, times, docker);
    }

    public Options withRegistry(boolean wanted) {
        return new Options(state, network, apiPort, firstServicePort, sql, wanted, times, docker);
    }

    /** Workloads run in this process, and everything is on 127.0.0.1. */
    public Options withoutDocker() {
        return new Options(state, network, apiPort, firstServicePort, sql, registry, times, List.of());
    }

    /**
     * Docker's client as a person calls it in a shell: its engine, certificates, contexts and logins. On the command line, since children see no
     * variable that is not meant for them.
     *
     * @param environment of the shell; unchanged when it names none of these
     * @see <a href="https://docs.docker.com/reference/cli/docker/#environment-variables">the client's variables</a>
     */
    public Options reachingDockerBy(Map<String, String> environment) {
        if (docker.isEmpty()) {
            return this;
        }
        List<String> client = new ArrayList<>(docker);
        String home = environment.getOrDefault("HOME", "");
        String folder = environment.getOrDefault("DOCKER_CONFIG", home.isEmpty() ? "" : home + "/.docker");
        if (!folder.isEmpty() && Files.isDirectory(Path.of(folder))) {
            client.addAll(List.of("--config", folder));
        }
        String host = environment.getOrDefault("DOCKER_HOST", "");
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (!host.isEmpty()) {
            client.addAll(List.of("--host", host));
        } else if (!context.isEmpty()) {
            client.addAll(List.of("--context", context));
        }
        if (!environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
            String keys = environment.getOrDefault("DOCKER_CERT_PATH", folder);
            client.addAll(List.of(
                    "--tlsverify",
                    "--tlscacert=" + keys + "/ca.pem",
                    "--tlscert=" + keys + "/cert.pem",
                    "--tlskey=" + keys + "/key.pem"));
        }
        return new Options(state, network, apiPort, firstServicePort, sql, registry, times, client);
    }

    public Options withTimes(Times wanted) {
        return new Options(state, network, apiPort, firstServicePort, sql, registry, wanted, docker);
    }
}
