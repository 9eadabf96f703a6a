package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every effect of a release and of a rollback, and everything that can befall it. With {@code -Dsweep=full} all combinations are run, otherwise
 * a choice with every effect and every mishap in it.
 */
@SuppressWarnings("NullAway.Init")
class ReleaseSweepCloudIT {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    private static final List<Mishap> OTHERS =
            List.of(Mishap.RESET, Mishap.CONFLICT, Mishap.TOO_MANY_REQUESTS, Mishap.UNAVAILABLE);

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

        sweep.check(scenario.name(), FULL ? Sweep.all(scenario, effects) : chosen(scenario, effects));
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

    /** The note that the bake has begun, and the record after it: between the two the process is killed as well. */
    private static boolean aboutTheBake(Effect effect) {
        return effect.method().equals("run.services.patch") && effect.call() >= 5;
    }

    /** Every effect is killed before and after, once followed by the same again and once by a rollback, and suffers two other mishaps. */
    private static List<Case> chosen(Scenario scenario, List<Effect> effects) {
        List<Case> chosen = new ArrayList<>();
        for (Case each : Sweep.all(scenario, effects)) {
            int number = effects.indexOf(each.effect());
            // Up to the bake it is the release that is swept above.
            if (scenario == Scenario.BAKED_RELEASE && !aboutTheBake(each.effect())) {
                continue;
            }
            boolean back = each.rescue() == Case.Rescue.ROLLBACK;
            boolean before = each.mishap() == Mishap.KILLED_BEFORE;
            boolean turn = !scenario.leadsBack() || back == (before == (number % 2 == 0));
            // What a release has in common with another one is killed there already.
            boolean half = scenario != Scenario.UNHEALTHY_RELEASE && scenario != Scenario.FIRST_RELEASE
                    || before == (number % 2 == 0);
            boolean other = each.mishap() == Mishap.LOST_ANSWER || each.mishap() == OTHERS.get(number % OTHERS.size());
            boolean whole = scenario == Scenario.RELEASE || scenario == Scenario.ROLLBACK;
            if (each.mishap().kills() ? turn && half : other && whole) {
                chosen.add(each);
            }
        }
        return chosen;
    }
}
