package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every effect of a release and of a rollback, and everything that can befall it. With {@code -Dsweep=full} all combinations are run, otherwise
 * a choice with every effect and every mishap in it; the time-out, which is long, befalls one effect of a release and one of a rollback.
 */
@SuppressWarnings("NullAway.Init")
class ReleaseSweepCloudIT {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    private static final List<Mishap> OTHERS =
            List.of(Mishap.RESET, Mishap.CONFLICT, Mishap.TOO_MANY_REQUESTS, Mishap.UNAVAILABLE);

    /** That effect suffers a time-out: of a release the move of all traffic, of a rollback the only one there is. */
    private static final Map<Scenario, Effect> TIMED_OUT = Map.of(
            Scenario.RELEASE, new Effect("run.services.patch", 4),
            Scenario.ROLLBACK, new Effect("run.services.patch", 1));

    @TempDir
    Path folder;

    private Sweep sweep;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        sweep = new Sweep(folder, 24_000, Application::workloads);
    }

    @AfterEach
    void close() {
        sweep.close();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void whatever_happens_at_whichever_effect_it_ends_well(Scenario scenario) throws Exception {
        List<Effect> effects = sweep.effects(scenario);

        sweep.check(scenario.name(), FULL ? scenario.cases(effects) : chosen(scenario, effects));
    }

    @Test
    void a_release_makes_seven_writes_and_a_rollback_one() throws Exception {
        assertThat(sweep.effects(Scenario.RELEASE))
                .extracting(Effect::toString)
                .containsExactly(
                        "run.services.patch 1",
                        "run.services.patch 2",
                        "run.services.patch 3",
                        "run.services.patch 4",
                        "run.services.patch 5",
                        "run.jobs.patch 1",
                        "run.jobs.run 1");
        assertThat(sweep.effects(Scenario.BAKED_RELEASE))
                .as("a bake is noted before it begins")
                .hasSize(8);
        assertThat(sweep.effects(Scenario.ROLLBACK))
                .extracting(Effect::toString)
                .containsExactly("run.services.patch 1");
    }

    /** What sets it apart: the note that the bake has begun and the record after it; the way back from the step that was judged. */
    private static boolean own(Scenario scenario, Effect effect) {
        return switch (scenario) {
            case BAKED_RELEASE -> effect.method().equals("run.services.patch") && effect.call() >= 5;
            case JUDGED_RELEASE -> effect.method().equals("run.services.patch") && effect.call() >= 4;
            case RELEASE, UNHEALTHY_RELEASE, ROLLBACK, FIRST_RELEASE -> true;
        };
    }

    /**
     * Every effect is killed before and after, once followed by the same again and once by a rollback, is refused where that is swept, and suffers
     * two other mishaps.
     */
    private static List<Case> chosen(Scenario scenario, List<Effect> effects) {
        List<Case> chosen = new ArrayList<>();
        for (Case each : scenario.cases(effects)) {
            int number = effects.indexOf(each.effect());
            // Up to there it is the release that is swept above.
            if (!own(scenario, each.effect())) {
                continue;
            }
            boolean back = each.rescue() == Case.Rescue.ROLLBACK;
            boolean before = each.mishap() == Mishap.KILLED_BEFORE;
            boolean judged = scenario == Scenario.JUDGED_RELEASE;
            boolean turn = judged || !scenario.leadsBack() || back == (before == (number % 2 == 0));
            // What a release has in common with another one is killed there already.
            boolean half = scenario != Scenario.UNHEALTHY_RELEASE && scenario != Scenario.FIRST_RELEASE
                    || before == (number % 2 == 0);
            boolean other = each.mishap() == Mishap.LOST_ANSWER
                    || each.mishap() == Mishap.REFUSED
                    || each.mishap() == OTHERS.get(number % OTHERS.size())
                    || (each.mishap() == Mishap.TIME_OUT && each.effect().equals(TIMED_OUT.get(scenario)))
                    || (judged && OTHERS.contains(each.mishap()));
            boolean whole = scenario == Scenario.RELEASE || scenario == Scenario.ROLLBACK || judged;
            if (each.mishap().kills() ? turn && half : other && whole) {
                chosen.add(each);
            }
        }
        return chosen;
    }
}
