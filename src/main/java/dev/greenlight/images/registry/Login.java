package dev.greenlight.images.registry;

import dev.greenlight.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A name and a password for a registry.
 *
 * @param user {@code _json_key} for a service account's key, {@code oauth2accesstoken} for an access token
 */
public record Login(String user, Secret password) {
    /** The value of an {@code Authorization} header. */
    String basic() {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
