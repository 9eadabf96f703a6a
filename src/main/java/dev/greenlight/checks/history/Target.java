package dev.greenlight.checks.history;

import java.util.List;

/**
 * What a change is compared with.
 *
 * @param revisions as git may know it, the likeliest first; at least one
 * @param words how it is called before a person
 */
public record Target(List<String> revisions, String words) {
    public Target {
        revisions = List.copyOf(revisions);
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("a target has a name that git may know");
        }
    }

    /** A branch of the remote repository that the checkout came from, or of this one. */
    static Target branch(String name) {
        return new Target(List.of("refs/remotes/origin/" + name, "refs/heads/" + name), "the branch " + name);
    }

    static Target commit(String id, String words) {
        return new Target(List.of(id), words);
    }
}
