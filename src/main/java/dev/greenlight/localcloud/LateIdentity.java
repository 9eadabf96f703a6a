package dev.greenlight.localcloud;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Identity;
import dev.greenlight.localcloud.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An identity that is known only after the server that asks it has its port. */
final class LateIdentity implements Identity {
    private volatile @Nullable Identity known;

    void become(Identity identity) {
        known = identity;
    }

    @Override
    public Optional<String> caller(String bearerToken) {
        Identity identity = known;
        if (identity == null) {
            throw new ApiError(Status.UNAVAILABLE, "The local cloud is starting.");
        }
        return identity.caller(bearerToken);
    }
}
