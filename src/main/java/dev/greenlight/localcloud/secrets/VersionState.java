package dev.greenlight.localcloud.secrets;

/**
 * What may be done with a version.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions#State">State</a>
 */
enum VersionState {
    ENABLED,
    DISABLED,
    DESTROYED
}
