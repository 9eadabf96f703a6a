/**
 * Artifact Registry v1 beside a real container registry: repositories are documents, images are what the registry holds.
 *
 * <p>Entry types: {@link dev.greenlight.localcloud.artifacts.ArtifactRegistry}, {@link dev.greenlight.localcloud.artifacts.RegistryProcess}.
 *
 * <p>2026-11-24: the registry is Debian's docker-registry, run once for each address over one storage folder: Docker's engine accepts a
 * registry without TLS on loopback only, and containers reach the gateway's address only.
 *
 * <p>2026-11-24: an image's name in the registry has no location, as its host has none here; two repositories of one name in two locations
 * would show the same images. Pushing does not need a repository document.
 *
 * <p>2026-11-24: digests and upload times are read from the registry's storage folder, as its API lists tags only and images are pushed by
 * digest; everything else is read through the API.
 */
@NullMarked
package dev.greenlight.localcloud.artifacts;

import org.jspecify.annotations.NullMarked;
