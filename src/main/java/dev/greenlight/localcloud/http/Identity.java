package dev.greenlight.localcloud.http;

import java.util.Optional;

/** Who is behind a bearer token. */
@FunctionalInterface
public interface Identity {
    /**
     * @param bearerToken what follows {@code Bearer} in the Authorization header
     * @return the account's e-mail address; empty when the token names nobody, which is answered 401
     * @throws ApiError unauthenticated, with the reason, when the token is expired, forged or malformed
     */
    Optional<String> caller(String bearerToken) throws ApiError;
}
