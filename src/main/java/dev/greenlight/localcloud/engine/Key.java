package dev.greenlight.localcloud.engine;

/**
 * Which revision or which task of an execution a container belongs to.
 *
 * @param owner the service's or the job's short name
 * @param name the revision's short name; for a task the execution's with the task's index
 */
public record Key(Kind kind, String project, String location, String owner, String name) {
    /** What kind of resource runs. */
    public enum Kind {
        REVISION,
        TASK
    }

    public Key {
        for (String part : new String[] {project, location, owner, name}) {
            if (part.isBlank() || part.contains("/")) {
                throw new IllegalArgumentException("a part of a workload's key is one path segment: " + part);
            }
        }
    }

    /** One text that names the workload; {@link #parse} reads it back. */
    public String text() {
        return String.join("/", kind.name(), project, location, owner, name);
    }

    public static Key parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not a workload's key: " + text);
        }
        return new Key(Kind.valueOf(parts[0]), parts[1], parts[2], parts[3], parts[4]);
    }
}
