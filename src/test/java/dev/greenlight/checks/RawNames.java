package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Files whose names are bytes that are no text; names are written as printf reads them, such as {@code caf\\351.py}. */
public final class RawNames {
    private RawNames() {}

    public static void write(Path folder, String name, String text) {
        shell("printf %s '" + text + "' > \"$(printf '" + name + "')\"", folder);
    }

    /** Replaces a link that is there. */
    public static void link(Path folder, String name, String target) {
        shell("ln -sfn \"$(printf '" + target + "')\" \"$(printf '" + name + "')\"", folder);
    }

    private static void shell(String script, Path folder) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
