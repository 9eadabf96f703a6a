package dev.greenlight.releases.world;

/**
 * One of Cloud Run's statements about a resource.
 *
 * @param type such as {@code Ready}, {@code RoutesReady}, {@code ContainerHealthy}
 * @param state how it stands
 * @param reason Cloud Run's word for why, such as {@code HEALTH_CHECK_CONTAINER_ERROR}; empty when it gave none
 * @param message Cloud Run's sentence; may be empty
 */
public record Condition(String type, State state, String reason, String message) {
    /** How a condition stands. */
    public enum State {
        PENDING,
        SUCCEEDED,
        FAILED,
        UNKNOWN
    }

    public boolean failed() {
        return state == State.FAILED;
    }
}
