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
 *
 * <p>2026-11-25: a version and the count of versions are one write, and all writes to secrets happen under one lock: else a kill or a
 * concurrent delete leaves a {@code latest} that is not there, or a payload that nobody owns. Payloads without a version are removed at start.
 */
@NullMarked
package dev.greenlight.localcloud.secrets;

import org.jspecify.annotations.NullMarked;
