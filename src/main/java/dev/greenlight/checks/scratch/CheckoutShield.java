package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other users out of the checkout's {@code .git} while untrusted tools run: the checkout action leaves its token in there. When this process
 * dies halfway, the folder stays readable to its owner, which is all that git needs.
 */
public final class CheckoutShield implements AutoCloseable {
    private final Path folder;
    private final Optional<Set<PosixFilePermission>> before;

    private CheckoutShield(Path folder, Optional<Set<PosixFilePermission>> before) {
        this.folder = folder;
        this.before = before;
    }

    /** Does nothing where tools run as this very user, or where there is no checkout. */
    public static CheckoutShield over(Path workspace, Sandbox sandbox) throws IOException {
        Path folder = workspace.resolve(".git");
        if (!sandbox.separate() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new CheckoutShield(folder, Optional.empty());
        }
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new CheckoutShield(folder, Optional.of(before));
    }

    @Override
    public void close() throws IOException {
        if (before.isPresent()) {
            Files.setPosixFilePermissions(folder, before.get());
        }
    }
}
