package dev.greenlight.images.layers;

/**
 * A file in a layer.
 *
 * @param path without a slash at its beginning
 * @param size in bytes
 * @param start the beginning of its content, byte by byte as characters, where {@link LayerGate} wants it; else empty
 */
public record LayerFile(String path, long size, String start) {}
