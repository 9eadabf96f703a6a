package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps other users out of where the checkout action leaves its token, while untrusted tools run: every {@code .git} of the workspace, nested
 * checkouts' among them, and the runner's folder for temporary files. When this process dies halfway, they stay as open as they were to their
 * owner, which is all that git and the runner need.
 *
 * @see <a href="https://github.com/actions/checkout#checkout-v6">where it keeps the token since version 6</a>
 */
public final class CheckoutShield implements AutoCloseable {
    private static final String MODE = "unix:mode";
    /** Of a mode, what can be set: {@code /tmp} has more than permissions. */
    private static final int BITS = 07777;

    private static final int OWNER = 0700;
    private static final int OTHERS = 0077;
    private static final int LISTING = 0044;

    private final Sandbox sandbox;
    private final Map<Path, Integer> before = new LinkedHashMap<>();

    private CheckoutShield(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Does nothing where tools run as this very user. When one folder cannot be closed, all are as they were. */
    public static CheckoutShield over(Path workspace, Sandbox sandbox) throws IOException {
        CheckoutShield shield = new CheckoutShield(sandbox);
        if (!sandbox.separate()) {
            return shield;
        }
        try {
            for (Path folder : histories(workspace)) {
                shield.shut(folder, OTHERS);
            }
            Optional<Path> temporary = sandbox.temporary();
            if (temporary.isPresent()) {
                shield.shut(temporary.get(), leads(temporary.get(), workspace, sandbox) ? LISTING : OTHERS);
            }
            return shield;
        } catch (IOException | RuntimeException e) {
            try {
                shield.open();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static List<Path> histories(Path workspace) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(workspace, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.endsWith(".git")) {
                    found.add(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return folder.endsWith("node_modules") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // What this process may not look into, tools may not either.
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Whether something that tools need lies in there, as where the runner has no temporary folder of its own: then it can be passed through. */
    private static boolean leads(Path temporary, Path workspace, Sandbox sandbox) {
        return Stream.concat(
                        Stream.of(workspace.toString(), System.getProperty("java.io.tmpdir")),
                        Stream.of(sandbox.path().split(":", -1)))
                .anyMatch(needed -> real(needed).startsWith(temporary));
    }

    private static Path real(String path) {
        try {
            return Path.of(path).toRealPath();
        } catch (IOException e) {
            return Path.of(path);
        }
    }

    private void shut(Path folder, int taken) throws IOException {
        int now = (Integer) Files.getAttribute(folder, MODE) & BITS;
        Files.setAttribute(folder, MODE, now & ~taken | OWNER);
        before.put(folder, now);
    }

    /** Ends what tools have left running, which would otherwise see what is opened now, and opens it. */
    @Override
    public void close() throws IOException {
        sandbox.endAll();
        open();
    }

    private void open() throws IOException {
        List<IOException> failures = new ArrayList<>();
        before.forEach((folder, mode) -> {
            try {
                Files.setAttribute(folder, MODE, mode);
            } catch (IOException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            IOException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }
}
