/**
 * Secret Manager v1: secrets, their versions and payloads.
 *
 * <p>Payloads lie in files that only this process's user reads, never in the documents of the state. Entry types:
 * {@link dev.greenlight.localcloud.secrets.SecretManager}, {@link dev.greenlight.localcloud.secrets.SecretValues}.
 *
 * <p>2026-11-24: {@code latest} is the newest version in whatever state, as in Google's: when it is disabled, access fails and does not fall
 * back to an older one.
 *
 * <p>2026-11-24: names carry the project's id where Google answers with its number; clients take either.
 */
@NullMarked
package dev.greenlight.localcloud.secrets;

import org.jspecify.annotations.NullMarked;
