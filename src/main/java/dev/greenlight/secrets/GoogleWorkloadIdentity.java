package dev.greenlight.secrets;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as a service account by Workload Identity. GitHub is asked for a new token whenever Google's has run out, so that a release may last
 * longer than any of the tokens lives. Safe for use by several threads.
 *
 * @see <a href="https://cloud.google.com/iam/docs/workload-identity-federation">Workload Identity Federation</a>
 */
final class GoogleWorkloadIdentity implements Identity {
    /** A token is not used in its last seconds: it must live until its request arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(20);
    /** IAM's ID tokens live an hour. */
    private static final Duration ID_TOKEN = Duration.ofMinutes(50);

    private final CloudAccess access;
    private final WorkloadIdentity workload;
    private final InstantSource clock;
    private final HttpTokens tokens = new HttpTokens();
    private final Map<URI, Token> idTokens = new ConcurrentHashMap<>();
    private @Nullable Token token;

    GoogleWorkloadIdentity(CloudAccess access, WorkloadIdentity workload, InstantSource clock) {
        this.access = access;
        this.workload = workload;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Token> accessToken() {
        Token known = token;
        if (known == null || !lives(known)) {
            known = signIn();
            token = known;
        }
        return Optional.of(known);
    }

    private Token signIn() {
        try {
            Secret run = tokens.exchanged(access.base("sts"), workload, tokens.ofWorkflow(workload));
            return tokens.ofServiceAccount(access.base("iamcredentials"), workload.serviceAccount(), run);
        } catch (IOException e) {
            throw refused("sign in to Google Cloud", e);
        }
    }

    @Override
    public Secret idToken(URI audience) {
        return idTokens.compute(audience, (same, known) -> known != null && lives(known) ? known : sign(same))
                .value();
    }

    private Token sign(URI audience) {
        try {
            Secret account = accessToken().orElseThrow().value();
            return new Token(
                    tokens.idToken(access.base("iamcredentials"), workload.serviceAccount(), account, audience),
                    clock.instant().plus(ID_TOKEN));
        } catch (IOException e) {
            throw refused("get an ID token for " + audience, e);
        }
    }

    @Override
    public boolean signs() {
        return true;
    }

    private boolean lives(Token token) {
        return token.expires().isAfter(clock.instant().plus(MARGIN));
    }

    private ExternalFailure refused(String tried, IOException e) {
        return new ExternalFailure(
                tried,
                "Workload Identity did not work (" + e.getMessage() + ")",
                "check that the job has the permission id-token: write, that the provider " + workload.provider()
                        + " accepts this repository, and that the run may act as " + workload.serviceAccount()
                        + " (roles/iam.workloadIdentityUser and, for closed services, roles/iam.serviceAccountOpenIdTokenCreator)",
                e);
    }
}
