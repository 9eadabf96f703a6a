package dev.greenlight.checks.scratch;

import dev.greenlight.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who untrusted tools run as, and all that they see of this process's environment: the program path, certificates, and a home of their own.
 * No credential, no input, no file of the runner's protocol is among it. Where Greenlight's image has a user for each, they cannot disturb one
 * another either.
 */
public final class Sandbox {
    /** The user that Greenlight's image has for untrusted tools; those that a tool has to itself are called so with a number. */
    public static final String USER = "checks";
    /** Where certificate authorities are kept: companies add their own, and tools that download need to know. */
    private static final List<String> CERTIFICATES =
            List.of("SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "PIP_CERT", "REQUESTS_CA_BUNDLE");
    /** How to reach a package registry from inside a company's network; given only to what asks the outside. */
    private static final List<String> PROXIES =
            List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");

    private final ToolUsers users;
    private final Map<String, String> surrounding;

    /** A user by number. */
    record Identity(int user, int group) {}

    /**
     * @param users who to become
     * @param surrounding this process's environment, of which only what tools need is passed on
     */
    Sandbox(ToolUsers users, Map<String, String> surrounding) {
        this.users = users;
        this.surrounding = Map.copyOf(surrounding);
    }

    /** The sandbox of this machine: other users when this process may become one and there are some. */
    public static Sandbox find(Map<String, String> surrounding) {
        try {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            return new Sandbox(
                    root ? ToolUsers.parse(Files.readString(Path.of("/etc/passwd"))) : ToolUsers.NONE, surrounding);
        } catch (IOException | UnsupportedOperationException e) {
            // Not a Linux machine, or one without users: the tools run as the person who started this.
            return new Sandbox(ToolUsers.NONE, surrounding);
        }
    }

    /** The same with one user for all tools, as they need who are to change one tree. */
    public Sandbox together() {
        return new Sandbox(users.together(), surrounding);
    }

    /** Whether tools run as another user. */
    public boolean separate() {
        return users.common().isPresent();
    }

    /** Who a tool runs as until that is closed; waits while there is none that no other tool has. */
    public ToolUser one(ScratchCopy copy) throws IOException {
        return ToolUser.of(this, users, copy);
    }

    /** The runner's folder for temporary files, in which actions keep what is nobody else's business; real path. Empty where there is none. */
    Optional<Path> temporary() throws IOException {
        String folder = surrounding.getOrDefault("RUNNER_TEMP", "");
        return folder.isEmpty() || !Files.isDirectory(Path.of(folder))
                ? Optional.empty()
                : Optional.of(Path.of(folder).toRealPath());
    }

    /** Ends whatever tools have left running; nothing where they run as this very user. */
    public void endAll() throws IOException {
        if (separate()) {
            new UserProcesses(users.all()).end();
        }
    }

    /** Where programs are looked for. */
    public String path() {
        return surrounding.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /** A command of the user for all that asks services outside, which may have to go through a company's proxy. @param home a folder of its own */
    public Command outgoing(Path home, Path directory, List<String> arguments, Duration limit) {
        return command(users.common(), home, directory, arguments, limit).withEnvironment(proxies());
    }

    Map<String, String> proxies() {
        return passedOn(PROXIES);
    }

    Command command(Optional<Identity> identity, Path home, Path directory, List<String> arguments, Duration limit) {
        List<String> all = new ArrayList<>();
        identity.ifPresent(user -> all.addAll(List.of(
                "setpriv",
                "--reuid=" + user.user(),
                "--regid=" + user.group(),
                "--clear-groups",
                "--no-new-privs",
                "--")));
        all.addAll(arguments);
        Map<String, String> environment = new LinkedHashMap<>(passedOn(CERTIFICATES));
        environment.put("PATH", path());
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        return new Command(all, directory, environment, limit, "");
    }

    /** Gives a tree to the user for all tools. */
    public void own(Path tree) throws IOException {
        if (separate()) {
            TreeRights.give(tree, users.common().orElseThrow());
        }
    }

    /** Lets all tools read a tree, and where they have users to themselves none of them write it. One that is absent is nobody's. */
    public void show(Path tree) throws IOException {
        if (users.apart() && Files.exists(tree)) {
            TreeRights.show(tree);
        } else if (Files.exists(tree)) {
            own(tree);
        }
    }

    private Map<String, String> passedOn(List<String> names) {
        Map<String, String> found = new LinkedHashMap<>();
        names.stream().filter(surrounding::containsKey).forEach(name -> found.put(name, surrounding.get(name)));
        return found;
    }
}
