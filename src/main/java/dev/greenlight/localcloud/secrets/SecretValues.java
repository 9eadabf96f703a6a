package dev.greenlight.localcloud.secrets;

import dev.greenlight.localcloud.http.ApiError;

/** Reads the payloads of secrets. */
@FunctionalInterface
public interface SecretValues {
    /**
     * The payload of a version.
     *
     * @param version a number, an alias or {@code latest}
     * @throws ApiError not found, or failed precondition when the version is not enabled
     */
    byte[] access(String project, String secret, String version) throws ApiError;
}
