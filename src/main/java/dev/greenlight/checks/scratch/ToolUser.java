package dev.greenlight.checks.scratch;

import dev.greenlight.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who one tool runs as, with a home of its own. Where the machine has enough users no other tool can look into its memory, end it, write what it
 * says, or change what it reads. To be closed when the tool has ended, which ends whatever it left running.
 */
public final class ToolUser implements AutoCloseable {
    private final Sandbox sandbox;
    private final ToolUsers users;
    private final Optional<Sandbox.Identity> identity;
    private final Path home;

    private ToolUser(Sandbox sandbox, ToolUsers users, Optional<Sandbox.Identity> identity, Path home) {
        this.sandbox = sandbox;
        this.users = users;
        this.identity = identity;
        this.home = home;
    }

    /** Waits until there is one that no other tool has. */
    static ToolUser of(Sandbox sandbox, ToolUsers users, ScratchCopy copy) throws IOException {
        Optional<Sandbox.Identity> identity = users.take();
        try {
            ToolUser user = new ToolUser(sandbox, users, identity, copy.fresh("home-"));
            Files.createDirectory(user.temporary());
            user.own(user.home);
            return user;
        } catch (IOException | RuntimeException e) {
            users.giveBack(identity);
            throw e;
        }
    }

    private Path temporary() {
        return home.resolve("tmp");
    }

    /** Gives it a tree, of which it may change everything. */
    public void own(Path tree) throws IOException {
        if (identity.isPresent()) {
            TreeRights.give(tree, identity.get());
        }
    }

    /** A command of an untrusted tool. */
    public Command command(Path directory, List<String> arguments, Duration limit) {
        return sandbox.command(identity, home, directory, arguments, limit)
                .withEnvironment(Map.of("TMPDIR", temporary().toString()));
    }

    /** One that asks services outside as well, which may have to go through a company's proxy. */
    public Command outgoing(Path directory, List<String> arguments, Duration limit) {
        return command(directory, arguments, limit).withEnvironment(sandbox.proxies());
    }

    /** @throws dev.greenlight.report.ExternalFailure when what it left running does not end */
    @Override
    public void close() throws IOException {
        users.giveBack(identity);
    }
}
