package dev.greenlight.images;

/**
 * How the images of a release are called.
 *
 * @param registry host and path that all of them share
 */
public record ImageNames(String registry) {
    public ImageName of(String service) {
        return ImageName.of(registry, service);
    }
}
