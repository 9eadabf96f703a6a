package dev.greenlight.checks.tools;

import java.util.List;

/**
 * The repository as a whole, as far as the choice of checks depends on it. Every path is relative to its root, with forward slashes.
 *
 * @param dockerfiles what images are built from
 * @param workflows GitHub's workflows
 * @param actions the repository's own actions, each by its {@code action.yml}
 * @param ignored what git ignores and nobody will ever commit; folders end with a slash
 * @param hidden what git keeps although its name says that it is no source, so that tools do not see it unless they ask for it
 */
public record RepositoryFacts(
        List<String> dockerfiles,
        List<String> workflows,
        List<String> actions,
        List<String> ignored,
        List<String> hidden)
        implements Target {
    /** What a result on the whole repository is listed under. */
    public static final String NAME = "repository";

    public RepositoryFacts {
        dockerfiles = List.copyOf(dockerfiles);
        workflows = List.copyOf(workflows);
        actions = List.copyOf(actions);
        ignored = List.copyOf(ignored);
        hidden = List.copyOf(hidden);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Whether git ignores that file. @param path relative to the repository's root */
    public boolean ignores(String path) {
        return ignored.stream().anyMatch(entry -> entry.endsWith("/") ? path.startsWith(entry) : path.equals(entry));
    }
}
