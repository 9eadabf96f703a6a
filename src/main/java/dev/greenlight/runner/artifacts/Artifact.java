package dev.greenlight.runner.artifacts;

/**
 * An artifact as the service has it.
 *
 * @param id the service's number for it, as it appears in addresses
 * @param size of the packed folder, in bytes
 * @param digest of the packed folder: {@code sha256:} and 64 hexadecimal digits
 */
public record Artifact(ArtifactName name, String id, long size, String digest) {}
