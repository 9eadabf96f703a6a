package dev.greenlight.secrets;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** As whom this process speaks to the cloud. */
public interface Identity {
    /**
     * A token that proves the identity to an API.
     *
     * @param value the token
     * @param expires when it stops to be accepted
     */
    record Token(Secret value, Instant expires) {}

    /**
     * A token for Google's APIs; empty when they are asked without one.
     *
     * @throws dev.greenlight.report.ExternalFailure when none is given
     */
    Optional<Token> accessToken();

    /**
     * A token for a service that is not public.
     *
     * @param audience the service's own address, also when one of its tags is asked
     * @throws dev.greenlight.report.ExternalFailure when this identity cannot sign one
     */
    Secret idToken(URI audience);

    /** Whether {@link #idToken} can be expected to give one. */
    boolean signs();

    /** The identity that the access names, by this machine's clock. */
    static Identity of(CloudAccess access) {
        return of(access, InstantSource.system());
    }

    /**
     * The identity that the access names.
     *
     * @param clock tells when a token has run out; the nearer to Google's time, the better
     */
    static Identity of(CloudAccess access, InstantSource clock) {
        return access.workload()
                .<Identity>map(workload -> new GoogleWorkloadIdentity(access, workload, clock))
                .orElseGet(() -> access.anonymous() ? new NoIdentity() : new GoogleIdentity(access.key(), clock));
    }
}
