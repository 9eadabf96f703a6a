package dev.greenlight.checks.scratch;

import dev.greenlight.process.Command;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who untrusted tools run as, and all that they see of this process's environment: the program path, certificates, and a home of their own.
 * No credential, no input, no file of the runner's protocol is among it.
 */
public final class Sandbox {
    /** The user that Greenlight's image has for untrusted tools. */
    public static final String USER = "checks";
    /** Where certificate authorities are kept: companies add their own, and tools that download need to know. */
    private static final List<String> CERTIFICATES =
            List.of("SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "PIP_CERT", "REQUESTS_CA_BUNDLE");
    /** How to reach a package registry from inside a company's network; given only to what asks the outside. */
    private static final List<String> PROXIES =
            List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");

    private final Optional<Identity> identity;
    private final Map<String, String> surrounding;

    /** A user by number. */
    record Identity(int user, int group) {}

    /**
     * @param identity who to become; empty to stay who this process is
     * @param surrounding this process's environment, of which only what tools need is passed on
     */
    Sandbox(Optional<Identity> identity, Map<String, String> surrounding) {
        this.identity = identity;
        this.surrounding = Map.copyOf(surrounding);
    }

    /** The sandbox of this machine: another user when this process may become one and there is one. */
    public static Sandbox find(Map<String, String> surrounding) {
        try {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            Optional<Identity> identity = root ? parse(Files.readString(Path.of("/etc/passwd"))) : Optional.empty();
            return new Sandbox(identity, surrounding);
        } catch (IOException | UnsupportedOperationException e) {
            // Not a Linux machine, or one without users: the tools run as the person who started this.
            return new Sandbox(Optional.empty(), surrounding);
        }
    }

    static Optional<Identity> parse(String passwd) {
        return passwd.lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4 && fields[0].equals(USER))
                .map(fields -> new Identity(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                .findFirst();
    }

    /** Whether tools run as another user. */
    public boolean separate() {
        return identity.isPresent();
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
        if (identity.isPresent()) {
            new UserProcesses(identity.get().user()).end();
        }
    }

    /** Where programs are looked for. */
    public String path() {
        return surrounding.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    /** A command of an untrusted tool. */
    public Command command(ScratchCopy copy, Path directory, List<String> arguments, Duration limit) {
        return command(copy.home(), directory, arguments, limit);
    }

    /** A command that asks services outside, which may have to go through a company's proxy. @param home a folder of its own */
    public Command outgoing(Path home, Path directory, List<String> arguments, Duration limit) {
        return command(home, directory, arguments, limit).withEnvironment(passedOn(PROXIES));
    }

    private Command command(Path home, Path directory, List<String> arguments, Duration limit) {
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

    /** A command that fetches packages, which may have to go through a company's proxy. */
    public Command fetching(ScratchCopy copy, Path directory, List<String> arguments, Duration limit) {
        return outgoing(copy.home(), directory, arguments, limit);
    }

    /** Gives a tree to the user that the tools run as. */
    public void own(Path tree) throws IOException {
        if (identity.isEmpty()) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return give(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }
        });
    }

    /** The same for a tree that may be absent. */
    public void ownIfThere(Path tree) throws IOException {
        if (Files.exists(tree)) {
            own(tree);
        }
    }

    private FileVisitResult give(Path path) throws IOException {
        Identity user = identity.orElseThrow();
        Files.setAttribute(path, "unix:uid", user.user(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", user.group(), LinkOption.NOFOLLOW_LINKS);
        return FileVisitResult.CONTINUE;
    }

    private Map<String, String> passedOn(List<String> names) {
        Map<String, String> found = new LinkedHashMap<>();
        names.stream().filter(surrounding::containsKey).forEach(name -> found.put(name, surrounding.get(name)));
        return found;
    }
}
