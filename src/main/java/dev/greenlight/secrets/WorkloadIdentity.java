package dev.greenlight.secrets;

import java.net.URI;

/**
 * A workflow run that speaks for a service account without any key: GitHub says who the run is, Google takes GitHub's word for it.
 *
 * @param provider the provider's full name: {@code projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER}
 * @param serviceAccount the service account's address
 * @param requestUrl where GitHub gives the run an OIDC token, as in the variable {@code ACTIONS_ID_TOKEN_REQUEST_URL}
 * @param requestToken what GitHub wants to see for it, as in {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN}
 * @see <a href="https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect">
 *     OpenID Connect on GitHub</a>
 */
public record WorkloadIdentity(String provider, String serviceAccount, URI requestUrl, Secret requestToken) {
    /** As whom GitHub's token is to be accepted. */
    String audience() {
        return "//iam.googleapis.com/" + provider;
    }
}
