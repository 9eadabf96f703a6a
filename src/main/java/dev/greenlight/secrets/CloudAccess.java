package dev.greenlight.secrets;

import java.net.URI;
import java.util.Optional;

/**
 * Where Google's APIs are, and as whom they are asked.
 *
 * @param endpoint the one base address of all APIs; empty for Google's own, which differ by API
 * @param key a service account's key as JSON; empty for another way to sign in
 * @param workload the workflow run's own identity; with neither this nor a key, the application default credentials are used
 */
public record CloudAccess(Optional<URI> endpoint, Optional<Secret> key, Optional<WorkloadIdentity> workload) {
    /** Without Workload Identity. */
    public CloudAccess(Optional<URI> endpoint, Optional<Secret> key) {
        this(endpoint, key, Optional.empty());
    }

    /** The base address of an API: {@code run}, {@code monitoring}, … */
    public URI base(String api) {
        return endpoint.orElseGet(() -> URI.create("https://" + api + ".googleapis.com"));
    }

    /**
     * Whether to ask without credentials: only an end point on this machine or its own network, in plain http, takes that. Credentials are
     * never sent anywhere because an address was mistyped.
     */
    public boolean anonymous() {
        return key.isEmpty()
                && workload.isEmpty()
                && endpoint.filter(CloudAccess::nearby).isPresent();
    }

    private static boolean nearby(URI address) {
        String host = String.valueOf(address.getHost());
        return "http".equals(address.getScheme())
                && (host.equals("localhost")
                        || host.matches(
                                "127\\.[0-9.]+|10\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"));
    }
}
