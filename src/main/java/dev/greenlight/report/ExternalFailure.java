package dev.greenlight.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something outside did not do its part: a tool, the Docker engine, a registry, the cloud. Exit code 3. */
public final class ExternalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param tried what was tried, continuing "Tried to"
     * @param happened why it did not work, continuing "but"
     * @param remedy what a person can do about it, one sentence
     * @param cause the underlying failure; null when there is none
     */
    public ExternalFailure(String tried, String happened, String remedy, @Nullable Throwable cause) {
        super("Tried to " + tried + " but " + happened + ".", cause);
        this.remedy = remedy;
    }

    public ExternalFailure(String tried, String happened, String remedy) {
        this(tried, happened, remedy, null);
    }

    public String remedy() {
        return remedy;
    }

    /** The one that another exception was made of on its way, as Google's clients do with a sign-in that failed. */
    public static Optional<ExternalFailure> in(Throwable thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ExternalFailure failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
