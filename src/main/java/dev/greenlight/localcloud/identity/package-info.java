/**
 * Who calls the local cloud: the service account whose key it hands out, the tokens it gives for that key, and their verification.
 *
 * <p>Authenticates only; what an account may do is not decided here, as the local cloud has one owner. Entry types:
 * {@link dev.greenlight.localcloud.identity.ServiceAccount}, {@link dev.greenlight.localcloud.identity.Tokens},
 * {@link dev.greenlight.localcloud.identity.TokenEndpoint}.
 *
 * <p>2026-11-24: access tokens are signed JSON Web Tokens instead of opaque words, so that they outlive a restart without being stored.
 */
@NullMarked
package dev.greenlight.localcloud.identity;

import org.jspecify.annotations.NullMarked;
