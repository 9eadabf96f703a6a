package dev.greenlight.localcloud.proxy;

/**
 * The service that a route leads to.
 *
 * @param project the Google Cloud project id
 * @param location the region
 * @param name the service's short name
 */
public record RoutedService(String project, String location, String name) {}
