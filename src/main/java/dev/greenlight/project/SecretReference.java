package dev.greenlight.project;

/**
 * A secret in the environment's Secret Manager, never its value.
 *
 * @param name the secret's id
 * @param version a number, or {@code latest}, which a release resolves to a number before it uses it
 */
public record SecretReference(String name, String version) {
    /** The version that stands for the newest enabled one. */
    public static final String LATEST = "latest";

    public SecretReference {
        if (!name.matches("[A-Za-z0-9_-]{1,255}") || !version.matches("latest|[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException("a secret reference is NAME or NAME@VERSION: " + name + "@" + version);
        }
    }

    /** Parses {@code NAME} or {@code NAME@VERSION}. */
    public static SecretReference parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new SecretReference(text, LATEST)
                : new SecretReference(text.substring(0, at), text.substring(at + 1));
    }

    public boolean pinned() {
        return !version.equals(LATEST);
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
