package dev.greenlight.releases.notices;

import java.net.URI;
import java.util.Optional;

/** Tells others that a release or a rollback is under way, and how it ended. Never fails, and holds nobody up for long. */
@FunctionalInterface
public interface Notices {
    /** Nobody is told. */
    Notices NONE = subject -> (ending, address) -> {};

    /** It begins, and effects may follow at once. */
    Notice begin(Subject subject);

    /**
     * What is told of.
     *
     * @param environment where
     * @param version what will serve when all goes well
     * @param description one line
     */
    record Subject(String environment, String version, String description) {}

    /** One release or rollback that has been told of. */
    interface Notice {
        /** It has ended. @param address where the application is reached; empty when it is not known */
        void end(Ending ending, Optional<URI> address);
    }

    /** How it ended. */
    enum Ending {
        /** The version serves. */
        SUCCESS,
        /** The version did not hold, and what served before serves again. */
        FAILURE,
        /** It was broken off by something outside. */
        ERROR
    }
}
