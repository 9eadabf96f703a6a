package dev.greenlight.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one service gets in one environment.
 *
 * @param service the service's name in {@code greenlight.yml}
 * @param cloudRunName the Cloud Run service's name, 1 to 49 characters
 * @param env plain variables; a value may hold references such as {@code ${services.backend.url}}, which {@link EnvTemplate} names
 * @param secrets variables that come from Secret Manager, by variable name
 */
public record Deployment(
        String service, String cloudRunName, Map<String, String> env, Map<String, SecretReference> secrets) {
    public Deployment {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }
}
