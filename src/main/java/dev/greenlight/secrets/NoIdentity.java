package dev.greenlight.secrets;

import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.util.Optional;

/** Speaks without credentials, as a local cloud's owner may. */
final class NoIdentity implements Identity {
    @Override
    public Optional<Token> accessToken() {
        return Optional.empty();
    }

    @Override
    public Secret idToken(URI audience) {
        throw new ExternalFailure(
                "prove a service that is not public yet",
                "no credentials were given that could sign an ID token for " + audience,
                "pass the input 'credentials': a first deploy is public only after its proof, and the proof needs an identity");
    }

    @Override
    public boolean signs() {
        return false;
    }
}
