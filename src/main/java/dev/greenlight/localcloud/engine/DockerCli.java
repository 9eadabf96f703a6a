package dev.greenlight.localcloud.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Docker's command line: arguments in, text or documents out. */
public final class DockerCli {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final Commands commands;
    private final List<String> program;

    /** @param program how the client is called, such as {@code ["docker"]} or {@code ["docker", "--host", "unix:///..."]} */
    public DockerCli(Commands commands, List<String> program) {
        this.commands = commands;
        this.program = List.copyOf(program);
    }

    /** The whole command line, for a caller that runs it himself. */
    List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>(program);
        line.addAll(arguments);
        return line;
    }

    public Ending run(String... arguments) {
        return run(List.of(arguments), Map.of(), "", USUAL);
    }

    public Ending run(List<String> arguments, Map<String, String> environment, String input, Duration limit) {
        return commands.run(Command.of(Path.of("/"), line(arguments))
                .withEnvironment(environment)
                .withInput(input)
                .within(limit));
    }

    /**
     * The standard output, without the white space at its end.
     *
     * @throws IllegalStateException when the client fails, with what it said
     */
    public String must(String... arguments) {
        Ending ending = run(arguments);
        if (ending instanceof Ending.Exited exited && exited.answered()) {
            return exited.output().strip();
        }
        throw new IllegalStateException("docker " + String.join(" ", arguments) + ": " + complaint(ending));
    }

    /** {@code docker <kind> inspect}; empty when there is no such object. */
    public Optional<JsonNode> inspect(String kind, String name) {
        Ending ending = run(kind, "inspect", name);
        if (!(ending instanceof Ending.Exited exited)) {
            throw new IllegalStateException("docker " + kind + " inspect " + name + ": " + complaint(ending));
        }
        if (!exited.succeeded()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(exited.output()).path(0));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("docker " + kind + " inspect " + name + " printed no JSON", e);
        }
    }

    /** What went wrong, in one line. */
    static String complaint(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited ->
                exited.errors().isBlank()
                        ? "exit code " + exited.code()
                        : String.join("; ", exited.errors().strip().lines().toList());
            case Ending.TimedOut late -> "no answer within " + late.limit().toSeconds() + " s";
            case Ending.NotStarted not -> "it could not be started: " + not.reason();
        };
    }
}
