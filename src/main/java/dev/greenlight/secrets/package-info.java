/**
 * Values that must not be seen, references to where they are kept, and the identity that may read them.
 *
 * <p>No room prints a {@link dev.greenlight.secrets.Secret}; whoever needs the value asks for it by name ({@code reveal}) at the last moment.
 * Entry types: {@link dev.greenlight.secrets.Secret}, {@link dev.greenlight.secrets.Identity},
 * {@link dev.greenlight.secrets.SecretVersions}.
 *
 * <p>2026-11-24: Greenlight never reads a secret's value from Secret Manager: a revision names the version, and Cloud Run reads it. So
 * {@code SecretVersions} has no way to ask for one.
 */
@NullMarked
package dev.greenlight.secrets;

import org.jspecify.annotations.NullMarked;
