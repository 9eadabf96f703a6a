package dev.greenlight.actions;

import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.WorkloadIdentity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the inputs of a keyless sign-in. */
final class WorkloadInputs {
    private static final String PROVIDER = "workload-identity-provider";
    private static final String ACCOUNT = "service-account";
    private static final String REQUEST_URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private static final String PROVIDER_EXAMPLE =
            "projects/123456789/locations/global/workloadIdentityPools/github/providers/my-repository";
    private static final String ACCOUNT_EXAMPLE = "deployer@my-project.iam.gserviceaccount.com";
    private static final Pattern PROVIDER_FORM = Pattern.compile(
            "projects/[0-9]{1,20}/locations/global/workloadIdentityPools/[a-z0-9-]{4,32}/providers/[a-z0-9-]{4,32}");
    private static final Pattern ACCOUNT_FORM = Pattern.compile(
            "[a-z0-9][a-z0-9-]{0,62}@[a-z0-9][a-z0-9.-]{0,62}\\.(iam\\.gserviceaccount\\.com|gserviceaccount\\.com)");

    private WorkloadInputs() {}

    /** Empty when another way to sign in was chosen, or when a fault has been noted. */
    static Optional<WorkloadIdentity> read(Inputs inputs, Surroundings surroundings) {
        Optional<String> provider =
                inputs.matching(PROVIDER, PROVIDER_FORM, "a provider's full name", PROVIDER_EXAMPLE);
        Optional<String> account =
                inputs.matching(ACCOUNT, ACCOUNT_FORM, "a service account's address", ACCOUNT_EXAMPLE);
        boolean wanted = inputs.optional(PROVIDER).isPresent();
        if (wanted && inputs.optional(ACCOUNT).isEmpty()) {
            inputs.refuse(
                    ACCOUNT, "", "the service account to act as, since " + PROVIDER + " is given", ACCOUNT_EXAMPLE);
        }
        if (!wanted && inputs.optional(ACCOUNT).isPresent()) {
            inputs.refuse(
                    PROVIDER, "", "the provider to sign in with, since " + ACCOUNT + " is given", PROVIDER_EXAMPLE);
        }
        if (wanted && inputs.optional("credentials").isPresent()) {
            inputs.refuse(
                    PROVIDER,
                    provider.orElse(""),
                    "one way to sign in: this or input credentials, not both",
                    PROVIDER_EXAMPLE);
        }
        String url = surroundings.environment().getOrDefault(REQUEST_URL, "");
        String token = surroundings.environment().getOrDefault("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "");
        Optional<URI> address = address(url);
        if (wanted && (address.isEmpty() || token.isEmpty())) {
            inputs.refuse(
                    PROVIDER,
                    provider.orElse(""),
                    "a job that GitHub gives OIDC tokens ("
                            + (url.isEmpty() || token.isEmpty()
                                    ? REQUEST_URL + " is not set"
                                    : REQUEST_URL + " is no address")
                            + ")",
                    "permissions: { id-token: write }");
            return Optional.empty();
        }
        if (provider.isEmpty() || account.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        surroundings.progress().mask(token);
        return Optional.of(new WorkloadIdentity(provider.get(), account.get(), address.get(), Secret.of(token)));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> uri.getHost() != null
                            && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
