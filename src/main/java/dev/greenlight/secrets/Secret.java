package dev.greenlight.secrets;

/** A value that must never be shown. It has no {@code equals}, so that it cannot be looked up or compared by accident. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** @param value the secret itself; may be empty */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "***";
    }
}
