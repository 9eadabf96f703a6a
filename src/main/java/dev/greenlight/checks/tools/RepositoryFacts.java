package dev.greenlight.checks.tools;

import java.util.List;

/**
 * The repository as a whole, as far as the choice of checks depends on it. Every path is relative to its root, with forward slashes.
 *
 * @param dockerfiles what images are built from
 * @param workflows GitHub's workflows
 * @param actions the repository's own actions, each by its {@code action.yml}
 */
public record RepositoryFacts(List<String> dockerfiles, List<String> workflows, List<String> actions)
        implements Target {
    /** What a result on the whole repository is listed under. */
    public static final String NAME = "repository";

    public RepositoryFacts {
        dockerfiles = List.copyOf(dockerfiles);
        workflows = List.copyOf(workflows);
        actions = List.copyOf(actions);
    }

    @Override
    public String name() {
        return NAME;
    }
}
