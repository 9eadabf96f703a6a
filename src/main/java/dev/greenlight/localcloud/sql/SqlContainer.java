package dev.greenlight.localcloud.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The database of one state folder; other containers reach it by the name {@code sql}. */
public final class SqlContainer {
    private static final String IMAGE = "postgres:17";
    private static final String USER = "app";
    private static final String OWNER = "dev.greenlight.localcloud.sql";
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final DockerCli docker;
    private final Path folder;
    private final String state;
    private final String network;

    /** @param state the id of the state folder: data of another state is never touched */
    public SqlContainer(DockerCli docker, Path folder, String state, String network) {
        this.docker = docker;
        this.folder = folder;
        this.state = state;
        this.network = network;
    }

    /** The container's name. */
    public String name() {
        return network + "-sql";
    }

    private String volume() {
        return name() + "-" + state;
    }

    /**
     * Starts it, unless it runs, and waits until it takes connections.
     *
     * @return the address for applications, with the password
     */
    public String start() {
        String password = password();
        Optional<JsonNode> found = docker.inspect("container", name());
        if (found.isPresent()
                && !found.get().at("/Config/Labels").path(OWNER).asText().equals(state)) {
            throw new IllegalStateException("the container " + name() + " belongs to another local cloud;"
                    + " remove it, or name another network");
        }
        if (found.isEmpty()) {
            create(password);
        } else if (!found.get().at("/State/Running").asBoolean()) {
            docker.must("start", name());
        }
        awaitReady();
        String url = "postgres://" + USER + ":" + password + "@sql:5432/" + USER;
        write(folder.resolve("sql-url"), url);
        return url;
    }

    private void create(String password) {
        String environment =
                "POSTGRES_USER=" + USER + "\nPOSTGRES_DB=" + USER + "\nPOSTGRES_PASSWORD=" + password + "\n";
        List<String> line = List.of(
                "run",
                "--detach",
                "--name",
                name(),
                "--network",
                network,
                "--network-alias",
                "sql",
                "--label",
                OWNER + "=" + state,
                "--volume",
                volume() + ":/var/lib/postgresql/data",
                "--env-file",
                "/dev/stdin",
                IMAGE);
        Ending ending = docker.run(line, Map.of(), environment, Duration.ofMinutes(5));
        if (!(ending instanceof Ending.Exited exited) || !exited.succeeded()) {
            throw new IllegalStateException("PostgreSQL could not be started from " + IMAGE + ": " + ending);
        }
    }

    /** Asks by TCP: the server that the image runs while it initialises listens on its socket only. */
    private void awaitReady() {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Ending ending = docker.run("exec", name(), "pg_isready", "--host", "127.0.0.1", "--username", USER);
            if (ending instanceof Ending.Exited exited && exited.succeeded()) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("PostgreSQL in the container " + name() + " took no connection within "
                + READY_LIMIT.toSeconds() + " s; see docker logs " + name());
    }

    private String password() {
        Path file = folder.resolve("sql-password");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[18];
                new SecureRandom().nextBytes(random);
                write(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the database's password cannot be read from " + file, e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Removes the container; its data stays. */
    public void remove() {
        docker.run("rm", "--force", name());
    }

    /** Removes the data as well. */
    public void removeData() {
        remove();
        docker.run("volume", "rm", volume());
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
        }
    }
}
