package dev.greenlight.project;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one service gets in one environment.
 *
 * @param service the service's name in {@code greenlight.yml}
 * @param cloudRunName the Cloud Run service's name, 1 to 49 characters
 * @param env plain variables; a value may hold references such as {@code ${services.backend.url}}, which {@link EnvTemplate} names
 * @param secrets variables that come from Secret Manager, by variable name
 * @param publicUrl where people reach it, when that is not Cloud Run's own address: a domain or a load balancer
 * @param connections how many database connections one instance opens at most; 0 when nothing is said
 */
public record Deployment(
        String service,
        String cloudRunName,
        Map<String, String> env,
        Map<String, SecretReference> secrets,
        Optional<URI> publicUrl,
        int connections) {
    public Deployment {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }

    /** A service that is reached at Cloud Run's own address, and of whose database connections nothing is said. */
    public Deployment(
            String service, String cloudRunName, Map<String, String> env, Map<String, SecretReference> secrets) {
        this(service, cloudRunName, env, secrets, Optional.empty(), 0);
    }
}
