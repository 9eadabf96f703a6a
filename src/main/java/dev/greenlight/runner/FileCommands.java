package dev.greenlight.runner;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Values that a step hands to its runner through files.
 *
 * @see <a href="https://github.com/actions/toolkit/blob/main/packages/core/src/file-command.ts">The toolkit's file commands</a>
 */
public final class FileCommands {
    /** The files a step may write to. */
    public enum Target {
        /** Outputs of this step. */
        OUTPUT("GITHUB_OUTPUT"),
        /** What this action's post step is told. */
        STATE("GITHUB_STATE"),
        /** Variables of the job's later steps. */
        ENV("GITHUB_ENV");

        private final String variable;

        Target(String variable) {
            this.variable = variable;
        }
    }

    private final RunnerContext context;
    private final Supplier<String> tokens;

    /** @param tokens gives a random, unguessable word each time, of letters and digits */
    public FileCommands(RunnerContext context, Supplier<String> tokens) {
        this.context = context;
        this.tokens = tokens;
    }

    /**
     * Hands over one value, which arrives as it is, whatever lines it holds. A later value of the same name wins.
     *
     * @throws ExternalFailure when the runner named no file, or the file is not there
     */
    public void write(Target target, String name, String value) {
        if (name.isBlank() || name.matches("(?s).*[\\s=<].*")) {
            throw new IllegalArgumentException("a name without blanks, = and <: '" + name + "'");
        }
        if (target == Target.ENV && name.equalsIgnoreCase("NODE_OPTIONS")) {
            throw new IllegalArgumentException("the runner refuses NODE_OPTIONS in " + target.variable);
        }
        String tried = "hand '" + name + "' to the runner";
        append(file(context, target.variable, tried), entry(name, value, delimiter(value)), tried);
    }

    private static String entry(String name, String value, String delimiter) {
        return name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n";
    }

    private String delimiter(String value) {
        String delimiter = "greenlight_" + tokens.get();
        while (value.contains(delimiter)) {
            delimiter = "greenlight_" + tokens.get();
        }
        return delimiter;
    }

    /** The file that a variable of the runner names. */
    static Path file(RunnerContext context, String variable, String tried) {
        Path file = context.path(variable)
                .orElseThrow(() -> new ExternalFailure(
                        tried,
                        variable + " is not set",
                        "Run this as a step of a job, or without GITHUB_ACTIONS=true"));
        if (!Files.isRegularFile(file)) {
            throw new ExternalFailure(
                    tried,
                    "the file that " + variable + " names, " + file + ", does not exist",
                    "Mount the runner's file-command folder into the container, as the runner does");
        }
        return file;
    }

    static void append(Path file, String text, String tried) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ExternalFailure(
                    tried,
                    file + " cannot be written: " + e,
                    "Look at the file's owner and at the disk's free space",
                    e);
        }
    }
}
