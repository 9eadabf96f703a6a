package dev.greenlight.checks.scratch;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The users that a machine has for untrusted tools: one for all of them together, and further ones that a tool has to itself. */
final class ToolUsers {
    /** None to become: the tools run as whoever this process is. */
    static final ToolUsers NONE = new ToolUsers(Optional.empty(), List.of());

    private static final Pattern SINGLE = Pattern.compile(Pattern.quote(Sandbox.USER) + "-[0-9]+");

    private final Optional<Sandbox.Identity> common;
    private final List<Sandbox.Identity> singles;
    private final BlockingQueue<Sandbox.Identity> free;

    ToolUsers(Optional<Sandbox.Identity> common, List<Sandbox.Identity> singles) {
        this.common = common;
        this.singles = List.copyOf(singles);
        this.free = new LinkedBlockingQueue<>(singles);
    }

    /** @param passwd the text of {@code /etc/passwd}; without the common user there are no others */
    static ToolUsers parse(String passwd) {
        List<String[]> lines = passwd.lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4)
                .toList();
        return lines.stream()
                .filter(fields -> fields[0].equals(Sandbox.USER))
                .findFirst()
                .map(fields -> new ToolUsers(
                        Optional.of(identity(fields)),
                        lines.stream()
                                .filter(other -> SINGLE.matcher(other[0]).matches())
                                .map(ToolUsers::identity)
                                .toList()))
                .orElse(NONE);
    }

    private static Sandbox.Identity identity(String[] fields) {
        return new Sandbox.Identity(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }

    /** The user for all; empty where there is none to become. */
    Optional<Sandbox.Identity> common() {
        return common;
    }

    /** Whether each tool has a user to itself. */
    boolean apart() {
        return !singles.isEmpty();
    }

    /** The same without those that a tool has to itself. */
    ToolUsers together() {
        return new ToolUsers(common, List.of());
    }

    List<Sandbox.Identity> all() {
        return Stream.concat(common.stream(), singles.stream()).toList();
    }

    /** Who a tool runs as. Waits for one that no other tool has, where there are such. */
    Optional<Sandbox.Identity> take() {
        if (!apart()) {
            return common;
        }
        try {
            return Optional.of(free.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure("run the checks", "the run was cancelled", "Run the action again.", e);
        }
    }

    /** What one left running ends, before another tool can become it. */
    void giveBack(Optional<Sandbox.Identity> user) throws IOException {
        if (apart() && user.isPresent()) {
            new UserProcesses(List.of(user.get())).end();
            free.add(user.get());
        }
    }
}
