package dev.greenlight.secrets;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenProvider;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.greenlight.report.ExternalFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Speaks as a service account, by its key or by the application default credentials. Safe for use by several threads. */
final class GoogleIdentity implements Identity {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final Optional<Secret> key;
    private final InstantSource clock;
    private final Map<URI, Token> idTokens = new ConcurrentHashMap<>();
    private @Nullable GoogleCredentials credentials;

    GoogleIdentity(Optional<Secret> key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Optional<Token> accessToken() {
        try {
            GoogleCredentials found = credentials();
            found.refreshIfExpired();
            AccessToken token = found.getAccessToken();
            return Optional.of(new Token(
                    Secret.of(token.getTokenValue()), token.getExpirationTime().toInstant()));
        } catch (IOException e) {
            throw refused("sign in to Google Cloud", e);
        }
    }

    @Override
    public Secret idToken(URI audience) {
        return idTokens.compute(audience, (same, known) -> fresh(known) ? known : sign(same))
                .value();
    }

    @Override
    public boolean signs() {
        try {
            return credentials() instanceof IdTokenProvider;
        } catch (IOException e) {
            throw refused("read the credentials", e);
        }
    }

    private boolean fresh(@Nullable Token known) {
        return known != null && known.expires().isAfter(clock.instant().plusSeconds(60));
    }

    private Token sign(URI audience) {
        try {
            if (credentials() instanceof IdTokenProvider provider) {
                var token = provider.idTokenWithAudience(audience.toString(), List.of());
                return new Token(
                        Secret.of(token.getTokenValue()),
                        token.getExpirationTime().toInstant());
            }
        } catch (IOException e) {
            throw refused("get an ID token for " + audience, e);
        }
        throw new ExternalFailure(
                "get an ID token for " + audience,
                "these credentials cannot sign one",
                "use a service account's key, or Workload Identity that impersonates a service account");
    }

    private synchronized GoogleCredentials credentials() throws IOException {
        if (credentials == null) {
            credentials = key.isPresent()
                    ? GoogleCredentials.fromStream(
                                    new ByteArrayInputStream(key.get().reveal().getBytes(StandardCharsets.UTF_8)))
                            .createScoped(SCOPE)
                    : GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
        }
        return credentials;
    }

    private ExternalFailure refused(String tried, IOException e) {
        String message = String.valueOf(e.getMessage());
        return new ExternalFailure(
                tried, "the credentials" + whose() + " were not accepted (" + message + ")", remedy(message), e);
    }

    /** Which key it is, by the names that Google's console shows too. */
    private String whose() {
        return credentials instanceof ServiceAccountCredentials account
                ? " of " + account.getClientEmail() + ", key " + account.getPrivateKeyId() + ","
                : "";
    }

    /** @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#error-codes">error codes</a> */
    private String remedy(String message) {
        if (message.contains("reasonable timeframe") || message.contains("iat and exp")) {
            return "set this machine's clock: it is minutes off, and Google takes no signature from another time";
        }
        return message.contains("invalid_grant") || message.contains("Invalid JWT Signature")
                ? "the key was deleted or disabled, or has expired; make a new one and put it "
                        + (key.isPresent()
                                ? "into the secret that the input 'credentials' takes"
                                : "where the application default credentials of this machine are")
                : "check the input 'credentials', or the application default credentials of this machine";
    }
}
