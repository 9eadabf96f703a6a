package dev.greenlight.checks.tools;

import java.util.Set;

/**
 * One Compose project of the repository.
 *
 * @param file its file, relative to the repository's root
 * @param variables the variables that it needs a value of, and that nothing in the repository gives one
 */
public record ComposeFacts(String file, Set<String> variables) implements Target {
    public ComposeFacts {
        variables = Set.copyOf(variables);
    }

    @Override
    public String name() {
        return file;
    }

    /** The folder it lies in, relative to the repository's root; empty for the root. */
    public String folder() {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }
}
