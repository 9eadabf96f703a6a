package dev.greenlight.localcloud.telemetry;

/**
 * The revision that answered a request.
 *
 * @param project the Google Cloud project id
 * @param location the region
 * @param service the service's short name
 * @param name the revision's short name; empty when the request reached none
 */
public record ServingRevision(String project, String location, String service, String name) {}
