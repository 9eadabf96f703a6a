package dev.greenlight.actions.hooks;

import dev.greenlight.process.Client;
import dev.greenlight.process.ShellText;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The hook's file, where git looks for it: beside the repository's configuration, or where {@code core.hooksPath} says. */
public final class PushHook {
    /** The line that tells our own hook from anybody else's. */
    private static final String OURS = "# Greenlight's hook: checks what is pushed.";

    private static final String TRIED = "look after the hook that git calls before a push";

    private final Repository repository;

    /** What installing or removing came to. */
    public enum Change {
        /** It was not there before. */
        INSTALLED,
        /** It was there, and starts Greenlight in another way now. */
        UPDATED,
        /** It was removed. */
        REMOVED,
        /** It was as it should be. */
        NONE
    }

    public PushHook(Client git) {
        this.repository = new Repository(git);
    }

    /** Where git looks for it. */
    public Path file() {
        String folder = repository.ask(TRIED, "rev-parse", "--git-path", "hooks");
        return repository.folder().resolve(folder).resolve("pre-push").normalize();
    }

    /**
     * Puts it in its place. Again changes nothing.
     *
     * @param command starts Greenlight, as a shell understands it; one line
     * @param inputs what the hook says beside, by the flags' names
     * @throws InvalidInput when another hook is there
     */
    public Change install(String command, Map<String, String> inputs) {
        Path file = file();
        String wanted = text(command, inputs);
        boolean there = ours(file);
        try {
            if (there && Files.readString(file).equals(wanted)) {
                return Change.NONE;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return there ? Change.UPDATED : Change.INSTALLED;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Takes it away; another one stays. */
    public Change remove() {
        Path file = file();
        try {
            if (!ours(file)) {
                return Change.NONE;
            }
            Files.delete(file);
            return Change.REMOVED;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** The hook's text. */
    static String text(String command, Map<String, String> inputs) {
        Map<String, String> said = new TreeMap<>(inputs);
        said.put("command", command);
        String flags = said.entrySet().stream()
                .map(input -> ShellText.flag(input.getKey(), input.getValue()))
                .collect(Collectors.joining(" "));
        return """
                #!/bin/sh
                %s
                # Made by `greenlight hook`, taken away by `greenlight hook --remove`; `git push --no-verify` does without it once.
                exec %s hook %s --push "$(cat)"
                """.formatted(OURS, command, flags);
    }

    /** @throws InvalidInput when there is one of somebody else */
    private static boolean ours(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.readString(file).contains("\n" + OURS + "\n")) {
                return true;
            }
        } catch (IOException e) {
            // What cannot be read as text is not ours.
        }
        throw new InvalidInput(
                "hook",
                file.toString(),
                "no hook before a push, or Greenlight's own; this one is left as it is, and may call Greenlight itself",
                "greenlight hook --push \"$(cat)\"");
    }

    private static ExternalFailure failure(Path file, IOException e) {
        return new ExternalFailure(TRIED, file + " cannot be changed: " + e, "Look at the folder's owner.", e);
    }
}
