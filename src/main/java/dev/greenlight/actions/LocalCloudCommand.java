package dev.greenlight.actions;

import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.faults.BadScript;
import dev.greenlight.localcloud.faults.Faults;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs the local cloud until it is told to stop. */
final class LocalCloudCommand {
    static final String NAME = "local-cloud";
    private static final Pattern NETWORK = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    /** Held, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger SERVER = Logger.getLogger("org.eclipse.jetty");

    private LocalCloudCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Runs a local Google Cloud on this machine's Docker engine, until it is interrupted.");
        spec.addOption(option("--state", "DIR", "The folder that it remembers everything in; made when absent."));
        spec.addOption(option("--network", "NAME", "The Docker network of jobs and revisions. Default: greenlight"));
        spec.addOption(option("--port", "PORT", "Where the APIs answer. Default: 8787"));
        spec.addOption(
                option("--first-service-port", "PORT", "Services and tags get ports from here on. Default: 20000"));
        spec.addOption(option("--metric-lag", "TIME", "How late request metrics appear, such as 1s. Default: 3m"));
        spec.addOption(option("--idle", "TIME", "How long an instance without requests goes on running. Default: 15m"));
        spec.addOption(option(
                "--workloads",
                "KIND",
                "docker runs containers; in-process pretends to, for sweeps over many releases. Default: docker"));
        spec.addOption(option("--faults", "FILE", "A script of calls that go wrong, see docs/localcloud.md."));
        spec.addOption(flag("--sql", "Runs a PostgreSQL container that stands for Cloud SQL."));
        spec.addOption(flag("--registry", "Runs a container registry at localhost:5000 and at the network's gateway."));
        return spec;
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("true")
                .paramLabel("true|false")
                .description(description)
                .build();
    }

    /**
     * Serves until this thread is interrupted, then stops serving and removes the containers; what the state folder holds stays.
     *
     * @param environment the shell's, for the way to Docker's engine
     * @throws dev.greenlight.report.InvalidInput with every flag that makes no sense
     * @throws ExternalFailure when it cannot be started
     */
    static void run(Map<String, String> flags, Map<String, String> environment, Progress progress) {
        // Every port that opens or closes would be two lines among those that a person looks for.
        SERVER.setLevel(Level.WARNING);
        Inputs inputs = new Inputs(flags);
        Optional<String> script = script(inputs);
        LocalCloud cloud = start(options(inputs).reachingDockerBy(environment), progress);
        try {
            script.ifPresent(text -> {
                cloud.faults(text);
                progress.say("  faults               as " + flags.get("faults") + " says, see " + cloud.apiUrl()
                        + "/_faults");
            });
            progress.say("Serving until interrupted (Ctrl-C)");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            progress.say("Stopping the local cloud");
        } finally {
            cloud.stop();
        }
    }

    /** The script of faults, when one is asked for and makes sense; what does not is refused with the rest. */
    static Optional<String> script(Inputs inputs) {
        Optional<String> file = inputs.optional("faults");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(Path.of(file.get()));
            Faults.check(text);
            return Optional.of(text);
        } catch (IOException | InvalidPathException e) {
            inputs.refuse("faults", file.get(), "a file that can be read", "faults.yml");
        } catch (BadScript e) {
            e.complaints()
                    .forEach(complaint -> inputs.refuse(
                            "faults " + complaint.place(),
                            file.get(),
                            "a script whose " + complaint.place() + " " + complaint.words(),
                            "rules: [{on: run.services.patch, calls: 2, fault: lost-answer}]"));
        }
        return Optional.empty();
    }

    private static LocalCloud start(Options options, Progress progress) {
        try {
            return LocalCloud.start(options, progress::say);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new ExternalFailure(
                    "start the local cloud",
                    reason(e),
                    "Look whether the Docker engine runs and whether another local cloud uses the same ports or folder",
                    e);
        }
    }

    private static String reason(RuntimeException failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : " (" + cause + ")");
    }

    static Options options(Inputs inputs) {
        Path state = Path.of(inputs.required("state", "a folder", "/var/tmp/local-cloud"));
        Options usual = Options.in(state);
        String network = inputs.matching("network", NETWORK, "the name of a Docker network", usual.network())
                .orElse(usual.network());
        int port = inputs.number("port", 1, 65535).orElse(usual.apiPort());
        int services = inputs.number("first-service-port", 1024, 65000).orElse(usual.firstServicePort());
        Duration lag = inputs.duration("metric-lag").orElse(usual.times().metricLag());
        Duration idle = inputs.duration("idle").orElse(usual.times().idle());
        boolean sql = inputs.flag("sql");
        boolean docker = inputs.choice("workloads", List.of("docker", "in-process"))
                .orElse("docker")
                .equals("docker");
        if (sql && !docker) {
            inputs.refuse("sql", "true", "false with --workloads in-process", "false");
        }
        boolean registry = inputs.flag("registry");
        inputs.check();
        Options chosen = docker ? usual : usual.withoutDocker();
        return chosen.withNetwork(network)
                .withPorts(port, services)
                .withSql(sql)
                .withRegistry(registry)
                .withTimes(new Options.Times(lag, idle, usual.times().startup()));
    }
}
