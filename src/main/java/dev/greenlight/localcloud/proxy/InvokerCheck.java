package dev.greenlight.localcloud.proxy;

/** Decides who may call a service that is not public. */
@FunctionalInterface
public interface InvokerCheck {
    /**
     * Judges a bearer token.
     *
     * @param token the token without its scheme; never blank
     * @param serviceUrl the service's published address, also for requests to a tag's address
     */
    Admission check(String token, String serviceUrl);

    /** What a token is good for. */
    enum Admission {
        /** A valid ID token with the service as its audience. */
        ADMITTED,
        /** A valid token that is not for this service. */
        FORBIDDEN,
        /** Not a token that can be verified, or an expired one. */
        UNVERIFIED
    }
}
