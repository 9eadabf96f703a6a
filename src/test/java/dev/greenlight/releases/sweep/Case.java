package dev.greenlight.releases.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run with one mishap, and what is done afterwards.
 *
 * @param rescue what follows a kill
 */
record Case(Scenario scenario, Effect effect, Mishap mishap, Rescue rescue) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** After a lost answer the engine waits longer than this before it looks or tries again. */
    private static final Duration EFFECT = Duration.ofMillis(120);

    /** What is done after a kill. */
    enum Rescue {
        /** The same command again. */
        AGAIN,
        /** The same command again, as a process of its own. */
        AGAIN_IN_A_PROCESS,
        ROLLBACK
    }

    /** @return all that was not as it should be; empty when it was */
    List<String> run(Lane lane) throws IOException, InterruptedException {
        Trial trial = lane.trial();
        scenario.prepare(trial);
        Optional<Sampler> sampler = scenario.serves() ? Optional.of(new Sampler(trial.url())) : Optional.empty();
        List<String> faults = new ArrayList<>();
        try {
            if (mishap.kills()) {
                killed(lane, trial, faults);
            } else {
                disturbed(lane, trial, faults);
            }
        } finally {
            sampler.ifPresent(Sampler::close);
            lane.calm();
        }
        sampler.ifPresent(watched -> {
            faults.addAll(watched.wrong());
            if (watched.answers() < Sampler.LEAST) {
                faults.add("the public address was asked only " + watched.answers() + " times");
            }
        });
        return faults;
    }

    private void killed(Lane lane, Trial trial, List<String> faults) throws IOException, InterruptedException {
        if (effect.method().equals("run.jobs.run")) {
            lane.tasks().taking(Duration.ofMillis(1_500));
        }
        lane.faults(List.of(mishap.rule(effect)));
        Child child = trial.child(scenario.line(trial));
        boolean met = Lane.becomes(() -> lane.fired(0) > 0 || !child.alive(), LIMIT) && child.alive();
        if (mishap == Mishap.KILLED_AFTER) {
            Thread.sleep(EFFECT);
        }
        Ended killed = child.kill();
        lane.calm();
        if (!met) {
            faults.add("the effect was never met: " + killed);
            return;
        }
        Ended rescued = switch (rescue) {
            case AGAIN -> trial.here("carla", scenario.line(trial));
            case AGAIN_IN_A_PROCESS -> trial.child(scenario.line(trial)).end();
            case ROLLBACK -> trial.here("carla", trial.rolling());
        };
        List<String> wrong = rescue == Rescue.ROLLBACK ? afterRollback(trial, rescued) : afterAgain(trial, rescued);
        faults.addAll(wrong);
        if (!wrong.isEmpty()) {
            faults.add("the killed run said: " + killed.output() + "the next one: " + rescued.output());
        }
    }

    private List<String> afterAgain(Trial trial, Ended again) throws IOException {
        // A rollback that had happened before its process was killed has nowhere to go from there.
        boolean done = scenario == Scenario.ROLLBACK && mishap == Mishap.KILLED_AFTER;
        return check(trial, again, done ? 1 : scenario.code(), scenario.good());
    }

    /** Whatever was going on, v1 serves; what was begun is taken back. */
    private List<String> afterRollback(Trial trial, Ended back) throws IOException {
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

    private List<String> check(Trial trial, Ended ended, int code, String good) throws IOException {
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

    /** Nobody was killed: the run itself ends well, one way or the other. */
    private void disturbed(Lane lane, Trial trial, List<String> faults) throws IOException {
        lane.faults(List.of(mishap.rule(effect)));
        Ended ended = trial.here("anna", scenario.line(trial));
        boolean met = lane.fired(0) == 1;
        lane.calm();
        List<String> wrong = new ArrayList<>();
        if (!met) {
            wrong.add("the effect was never met");
        }
        if (ended.code() == scenario.code()) {
            wrong.addAll(check(trial, ended, scenario.code(), scenario.good()));
        } else if (ended.code() == 1 && scenario.serves()) {
            wrong.addAll(check(trial, ended, 1, "v1"));
        } else if (ended.code() == 1) {
            wrong.addAll(check(trial, trial.here("carla", scenario.line(trial)), scenario.code(), scenario.good()));
        } else {
            wrong.add("ended with " + ended.code());
        }
        if (!wrong.isEmpty()) {
            wrong.add("it said: " + ended.output());
        }
        faults.addAll(wrong);
    }

    @Override
    public String toString() {
        return scenario + ", " + effect + ", " + mishap + (mishap.kills() ? ", then " + rescue : "");
    }
}
