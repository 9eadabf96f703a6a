package dev.greenlight.localcloud.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Identity;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.InvokerCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues and verifies tokens. An expiry is kept to the second, with ten seconds' grace for clocks that differ. */
public final class Tokens implements Identity, InvokerCheck {
    /** How long a token is valid. */
    static final Duration LIFETIME = Duration.ofHours(1);

    static final Duration GRACE = Duration.ofSeconds(10);
    private static final String KEY_FILE = "token-key.pem";
    private static final String SCOPE = "scope";
    private static final String REFUSAL =
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid"
                    + " authentication credential.";

    private final ServiceAccount account;
    private final Path keyFile;
    private @Nullable SigningKey key;
    private final String issuer;
    private final Clock clock;

    private Tokens(ServiceAccount account, Path keyFile, @Nullable SigningKey key, String issuer, Clock clock) {
        this.account = account;
        this.keyFile = keyFile;
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The tokens of the local cloud whose state lies in the folder.
     *
     * @param issuer the published address of the API, the {@code iss} of all tokens
     */
    public static Tokens in(Path state, ServiceAccount account, String issuer, Clock clock) {
        Path file = state.resolve(KEY_FILE);
        return new Tokens(account, file, Files.exists(file) ? SigningKey.in(file) : null, issuer, clock);
    }

    /** Made with the first token when there was none: finding two primes takes a good part of the time that a start may take. */
    private synchronized SigningKey key() {
        SigningKey known = key;
        if (known == null) {
            known = SigningKey.in(keyFile);
            key = known;
        }
        return known;
    }

    /** A token for calls to Google's APIs. */
    String accessToken(String scopes) {
        return Jwt.sign(key(), claims().put("aud", issuer).put(SCOPE, scopes));
    }

    /** A token that proves the account to the service at that address. */
    String idToken(String audience) {
        return Jwt.sign(
                key(),
                claims().put("aud", audience)
                        .put("azp", account.email())
                        .put("email", account.email())
                        .put("email_verified", true));
    }

    private ObjectNode claims() {
        long now = clock.instant().getEpochSecond();
        return Json.object()
                .put("iss", issuer)
                .put("sub", account.uniqueId())
                .put("iat", now)
                .put("exp", now + LIFETIME.toSeconds());
    }

    @Override
    public Optional<String> caller(String bearerToken) {
        Jwt jwt = Jwt.parse(bearerToken).orElseThrow(() -> ApiError.unauthenticated(REFUSAL));
        boolean issued = jwt.signedBy(key().open()) && jwt.claims().has(SCOPE);
        if ((!issued && !selfSigned(jwt)) || !current(jwt)) {
            throw ApiError.unauthenticated(REFUSAL);
        }
        return Optional.of(account.email());
    }

    /** A key's owner may sign its own access tokens; an assertion, meant for the token end point, is none. */
    private boolean selfSigned(Jwt jwt) {
        return jwt.signedBy(account.key().open())
                && jwt.claim("iss").equals(account.email())
                && jwt.claim("sub").equals(account.email())
                && !jwt.claims().has("target_audience");
    }

    @Override
    public Admission check(String token, String serviceUrl) {
        Jwt jwt = Jwt.parse(token).orElse(null);
        if (jwt == null || !jwt.signedBy(key().open()) || !jwt.claims().has("email") || !current(jwt)) {
            return Admission.UNVERIFIED;
        }
        String audience = jwt.claim("aud");
        return audience.equals(serviceUrl) || audience.equals(serviceUrl + "/")
                ? Admission.ADMITTED
                : Admission.FORBIDDEN;
    }

    /** Whether now lies between the token's times, and those not further apart than Google allows. */
    boolean current(Jwt jwt) {
        Instant now = clock.instant();
        Instant issued = jwt.moment("iat");
        Instant expires = jwt.moment("exp");
        return !now.isAfter(expires.plus(GRACE))
                && !issued.isAfter(now.plus(GRACE))
                && !Duration.between(issued, expires).minus(LIFETIME).isPositive();
    }

    /** The public key, as a JSON Web Key Set. */
    JsonNode keys() {
        ObjectNode set = Json.object();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", key().id())
                .put("n", Base64Url.of(key().open().getModulus()))
                .put("e", Base64Url.of(key().open().getPublicExponent()));
        return set;
    }
}
