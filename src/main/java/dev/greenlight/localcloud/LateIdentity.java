package dev.greenlight.localcloud;

import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Identity;
import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.identity.Tokens;
import dev.greenlight.localcloud.proxy.InvokerCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An identity that is known only after the servers that ask it have their ports. */
final class LateIdentity implements Identity, InvokerCheck {
    private volatile @Nullable Tokens known;

    void become(Tokens tokens) {
        known = tokens;
    }

    @Override
    public Optional<String> caller(String bearerToken) {
        return known().caller(bearerToken);
    }

    @Override
    public Admission check(String token, String serviceUrl) {
        return known().check(token, serviceUrl);
    }

    private Tokens known() {
        Tokens tokens = known;
        if (tokens == null) {
            throw new ApiError(Status.UNAVAILABLE, "The local cloud is starting.");
        }
        return tokens;
    }
}
