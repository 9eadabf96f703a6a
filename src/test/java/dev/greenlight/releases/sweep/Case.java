package dev.greenlight.releases.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run with one mishap, and what is done afterwards.
 *
 * @param rescue what follows a kill, or a run that gave up
 */
record Case(Scenario scenario, Effect effect, Mishap mishap, Rescue rescue) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** After a lost answer the engine waits longer than this before it looks or tries again. */
    private static final Duration EFFECT = Duration.ofMillis(120);

    /** What is done afterwards. */
    enum Rescue {
        /** The same command again. */
        AGAIN,
        /** The same command again, as a process of its own. */
        AGAIN_IN_A_PROCESS,
        ROLLBACK
    }

    Verdict run(Lane lane) throws IOException, InterruptedException {
        Trial trial = lane.trial();
        scenario.prepare(trial);
        Optional<Sampler> sampler = scenario.serves() ? Optional.of(new Sampler(trial.url())) : Optional.empty();
        List<String> faults = new ArrayList<>();
        boolean aborted = false;
        try {
            if (mishap.kills()) {
                killed(lane, trial, faults);
            } else {
                aborted = disturbed(lane, trial, faults);
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
        return new Verdict(aborted, faults);
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
        // A rollback that had happened before its process was killed has nowhere to go from there.
        boolean done = scenario == Scenario.ROLLBACK && mishap == Mishap.KILLED_AFTER;
        List<String> wrong = rescued(trial, done ? 1 : scenario.code());
        faults.addAll(wrong);
        if (!wrong.isEmpty()) {
            faults.add("the killed run said: " + killed.output());
        }
    }

    /** Does what is to be done afterwards. @param code what the same command again ends with */
    private List<String> rescued(Trial trial, int code) throws IOException, InterruptedException {
        Aftermath aftermath = new Aftermath(scenario, trial);
        Ended next = switch (rescue) {
            case AGAIN -> trial.here("carla", scenario.line(trial));
            case AGAIN_IN_A_PROCESS -> trial.child(scenario.line(trial)).end();
            case ROLLBACK -> trial.here("carla", trial.rolling());
        };
        List<String> wrong = new ArrayList<>(
                rescue == Rescue.ROLLBACK ? aftermath.rolledBack(next) : aftermath.check(next, code, scenario.good()));
        if (!wrong.isEmpty()) {
            wrong.add("the one afterwards said: " + next.output());
        }
        return wrong;
    }

    /** Nobody was killed: the run itself ends well, one way or the other. @return whether it gave up */
    private boolean disturbed(Lane lane, Trial trial, List<String> faults) throws IOException, InterruptedException {
        Aftermath aftermath = new Aftermath(scenario, trial);
        lane.faults(List.of(mishap.rule(effect)));
        Ended ended = trial.here("anna", scenario.line(trial));
        boolean met = lane.fired(0) == 1;
        lane.calm();
        List<String> wrong = new ArrayList<>();
        if (!met) {
            wrong.add("the effect was never met");
        }
        boolean aborted = aborted(ended);
        if (aborted == mishap.passes()) {
            wrong.add(aborted ? "it gave up on what passes" : "it went on although it was refused");
        }
        if (!aborted) {
            wrong.addAll(aftermath.check(ended, scenario.code(), scenario.good()));
        } else {
            if (scenario.serves()) {
                wrong.addAll(aftermath.check(ended, ended.code(), scenario.served()));
            }
            wrong.addAll(rescued(trial, scenario.code()));
        }
        if (!wrong.isEmpty()) {
            wrong.add("it said: " + ended.output());
        }
        faults.addAll(wrong);
        return aborted;
    }

    /** Whether a run went back (1) though undisturbed it would not, or ended without a verdict (3). */
    private boolean aborted(Ended ended) {
        boolean other = scenario.code() == 0 || !ended.output().contains(scenario.words());
        return ended.code() == 3 || ended.code() == 1 && other;
    }

    @Override
    public String toString() {
        return scenario + ", " + effect + ", " + mishap + (mishap.passes() ? "" : ", then " + rescue);
    }
}
