package dev.greenlight.runner.results;

/**
 * What a blob turned out to be.
 *
 * @param size in bytes
 * @param sha256 of its bytes, 64 hexadecimal digits in lower case
 */
public record Blob(long size, String sha256) {}
