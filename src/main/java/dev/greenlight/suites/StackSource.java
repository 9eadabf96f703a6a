package dev.greenlight.suites;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.project.Service;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the stack of a project: that of its compose file, or else one made for its services. */
public final class StackSource {
    /** The names that compose itself looks for, in its order. */
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private final Client docker;
    private final Path folder;

    /** @param folder the folder of {@code greenlight.yml} */
    public StackSource(Client docker, Path folder) {
        this.docker = docker;
        this.folder = folder;
    }

    /**
     * @param given a compose file that must have suites; empty to look for one
     * @param services tested by themselves when there is no compose file, or none with suites
     * @throws InvalidInput when compose refuses the file, or a given one has no suites
     */
    public Stack find(Optional<Path> given, Collection<Service> services) {
        Optional<Path> file = given.or(() ->
                NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst());
        if (file.isPresent()) {
            ComposeModel model = resolved(file.get());
            Set<String> suites = model.suites(BuiltInStack.PROFILE);
            if (!suites.isEmpty()) {
                return new Stack(model, parent(file.get()), suites);
            }
            if (given.isPresent()) {
                throw new InvalidInput(
                        "compose-file",
                        file.get().toString(),
                        "a compose file with services of the profile 'test'",
                        "profiles: [\"test\"]");
            }
        }
        ComposeModel model = BuiltInStack.of(services.stream().map(this::tested).toList());
        return new Stack(model, folder, model.suites(BuiltInStack.PROFILE));
    }

    private ComposeModel resolved(Path file) {
        Ending ending = docker.run(
                new Compose("resolve", parent(file), BuiltInStack.PROFILE).config(file), Duration.ofMinutes(1));
        String said = String.join(" | ", Tail.of(ending, 5));
        if (said.contains("'compose' is not a docker command")
                || said.contains("unknown command: docker compose")
                || said.contains("unknown flag: --project-name")
                || ending instanceof Ending.NotStarted) {
            throw new ExternalFailure(
                    "read " + file, "Docker's client has no compose: " + said, "Install Docker's compose plugin.");
        }
        return ending instanceof Ending.Exited exited && exited.answered()
                ? ComposeModel.parse(exited.output()).orElseThrow(() -> refused(file, "it resolved to no JSON"))
                : refuse(file, said);
    }

    private static ComposeModel refuse(Path file, String said) {
        throw refused(file, said);
    }

    private static InvalidInput refused(Path file, String said) {
        return new InvalidInput(
                "compose-file",
                file.toString(),
                "a file that docker compose accepts; it says: " + said,
                "docker-compose.yml");
    }

    private BuiltInStack.Tested tested(Service service) {
        Path context = folder.resolve(service.path()).normalize();
        String dockerfile = Stream.of(context.resolve("Dockerfile"))
                .filter(Files::isRegularFile)
                .map(StackSource::read)
                .findFirst()
                .orElse("");
        return new BuiltInStack.Tested(service, context, dockerfile);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // The build says better what is wrong with it.
            return "";
        }
    }

    private static Path parent(Path file) {
        return file.resolveSibling("").normalize();
    }
}
