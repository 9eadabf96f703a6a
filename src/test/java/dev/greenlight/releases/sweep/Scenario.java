package dev.greenlight.releases.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A run that is disturbed at each of its effects. */
enum Scenario {
    /** v1 serves and v2 is released, in steps. */
    RELEASE("v1"),
    /** v1 serves and v2 is released, and watched for a while before it counts as good. */
    BAKED_RELEASE("v1"),
    /** v1 serves and v2 never becomes healthy. */
    UNHEALTHY_RELEASE("v1"),
    /** v1 serves and v2 fails half of the users' requests, which the judge finds at its first step. */
    JUDGED_RELEASE("v1"),
    /** v2 serves, v1 did before. */
    ROLLBACK("v1", "v2"),
    /** Nothing is there yet. */
    FIRST_RELEASE();

    private final List<String> before;

    Scenario(String... before) {
        this.before = List.of(before);
    }

    /** With a fast API: what is prepared is not what is tested. */
    void prepare(Trial trial) throws IOException {
        for (String version : before) {
            Ended ended = trial.deploy(version);
            if (ended.code() != 0) {
                throw new IllegalStateException(this + " cannot be prepared: " + ended);
            }
        }
    }

    boolean serves() {
        return !before.isEmpty();
    }

    /** The version that serves before it. */
    String served() {
        return before.getLast();
    }

    /** Whether a rollback after it has something to do: before anything serves there is nowhere to go, and after another one nothing new. */
    boolean leadsBack() {
        return this != ROLLBACK && this != FIRST_RELEASE;
    }

    /**
     * Every mishap at every effect. After a kill the same again, and a rollback where there is somewhere to go; after a run that gave up the one
     * or the other.
     */
    List<Case> cases(List<Effect> effects) {
        List<Case> cases = new ArrayList<>();
        for (Effect effect : effects) {
            for (Mishap mishap : Mishap.values()) {
                // A release that is refused its way back leaves it to a person and keeps its lock: it does not end well
                // by itself.
                if (mishap == Mishap.REFUSED && code() != 0) {
                    continue;
                }
                boolean process = mishap == Mishap.KILLED_BEFORE && effect.call() == 1;
                boolean back = leadsBack() && (effects.indexOf(effect) + mishap.ordinal()) % 2 == 0;
                Case.Rescue again = process ? Case.Rescue.AGAIN_IN_A_PROCESS : Case.Rescue.AGAIN;
                if (mishap.kills() || !back) {
                    cases.add(new Case(this, effect, mishap, again));
                }
                if (mishap.kills() ? leadsBack() : back) {
                    cases.add(new Case(this, effect, mishap, Case.Rescue.ROLLBACK));
                }
            }
        }
        return cases;
    }

    List<String> line(Trial trial) throws IOException {
        return switch (this) {
            case RELEASE -> trial.deploying("v2", Build.GOOD);
            case BAKED_RELEASE -> trial.baking("v2");
            case UNHEALTHY_RELEASE -> trial.deploying("v2", Build.UNHEALTHY);
            case JUDGED_RELEASE -> trial.deploying("v2", Build.FAILING);
            case ROLLBACK -> trial.rolling();
            case FIRST_RELEASE -> trial.deploying("v1", Build.GOOD);
        };
    }

    /** The exit code of an undisturbed run. */
    int code() {
        return this == UNHEALTHY_RELEASE || this == JUDGED_RELEASE ? 1 : 0;
    }

    /** What an undisturbed run says, among other things. */
    String words() {
        return switch (this) {
            case RELEASE, BAKED_RELEASE, FIRST_RELEASE -> "released";
            case UNHEALTHY_RELEASE -> "its health check failed";
            case JUDGED_RELEASE -> "fails more often";
            case ROLLBACK -> "v1";
        };
    }

    /** The good release after an undisturbed run. */
    String good() {
        return this == RELEASE || this == BAKED_RELEASE ? "v2" : "v1";
    }
}
