package dev.greenlight.releases.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What must be so when a run of a scenario, or what followed it, is over. */
record Aftermath(Scenario scenario, Trial trial) {
    /** @return what is wrong; empty when the command ended with that code and the service is whole, with that version as its good one */
    List<String> check(Ended ended, int code, String good) throws IOException {
        Footing footing = trial.footing();
        List<String> wrong = new ArrayList<>(footing.faults());
        if (ended.code() != code) {
            wrong.add("ended with " + ended.code() + " instead of " + code);
        }
        if (!footing.good().equals(good)) {
            wrong.add("the good release is " + footing);
        }
        return wrong;
    }

    /** Whatever was going on, v1 serves; what was begun is taken back. */
    List<String> rolledBack(Ended back) throws IOException {
        Footing footing = trial.footing();
        List<String> wrong = new ArrayList<>(footing.faults());
        boolean begun = !footing.withdrawn().isEmpty();
        if (!footing.good().equals("v1")) {
            wrong.add("after the rollback the good release is " + footing);
        }
        if (back.code() != (begun ? 0 : 1)) {
            wrong.add("the rollback ended with " + back.code() + ", and taken back is '" + footing.withdrawn() + "'");
        }
        return wrong;
    }
}
