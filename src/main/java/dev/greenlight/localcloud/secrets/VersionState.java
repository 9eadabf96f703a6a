package dev.greenlight.localcloud.secrets;

/**
 * What may be done with a version.
 *
 * @see <a href="https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions#State">State</a>
 */
enum VersionState {
    ENABLED(1),
    DISABLED(2),
    DESTROYED(3);

    private final int number;

    VersionState(int number) {
        this.number = number;
    }

    /** The number in the protocol, which clients of the REST transport ask for. */
    int number() {
        return number;
    }
}
