package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.localcloud.engine.JobNetwork;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills and lost answers at every effect, with containers of the Docker engine. */
@SuppressWarnings("NullAway.Init")
class ReleaseSweepContainerIT {
    /** Of this process alone: another checkout on the same engine has its own. */
    private static final String OWN = "sweep-" + ProcessHandle.current().pid();

    private static final String NETWORK = "greenlight-" + OWN;
    private static final DockerCli DOCKER = new DockerCli(new LocalCommands(), List.of("docker"));

    @TempDir
    Path folder;

    private final List<RealContainers> containers = new ArrayList<>();
    private Sweep sweep;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        JobNetwork.open(DOCKER, NETWORK);
        sweep = new Sweep(folder, 26_000, () -> {
            RealContainers own = new RealContainers(DOCKER, NETWORK, OWN + "-" + containers.size());
            containers.add(own);
            return own;
        });
    }

    @AfterEach
    void close() {
        if (sweep != null) {
            sweep.close();
        }
        containers.forEach(RealContainers::remove);
        DOCKER.must("network", "rm", NETWORK);
    }

    @Test
    void whatever_happens_at_whichever_effect_it_ends_well() throws Exception {
        List<Case> cases = new ArrayList<>();
        // The judge reads the same counts, whatever it is that answers.
        for (Scenario scenario : EnumSet.complementOf(EnumSet.of(Scenario.JUDGED_RELEASE))) {
            List<Effect> effects = sweep.effects(scenario);
            for (Case each : scenario.cases(effects)) {
                if (chosen(each, effects.indexOf(each.effect()))) {
                    cases.add(each);
                }
            }
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(20);

        sweep.check("containers", cases);
    }

    /** A release's and a rollback's effects are killed before or after and lose their answer; of the others every second one is killed. */
    private static boolean chosen(Case each, int number) {
        boolean whole = each.scenario() == Scenario.RELEASE || each.scenario() == Scenario.ROLLBACK;
        boolean back = each.rescue() == Case.Rescue.ROLLBACK;
        boolean turn = !each.scenario().leadsBack() || back == (number % 4 < 2);
        return switch (each.mishap()) {
            case KILLED_BEFORE -> number % 2 == 0 && turn;
            case KILLED_AFTER -> whole && (number % 2 == 1 || each.scenario() == Scenario.ROLLBACK) && turn;
            case LOST_ANSWER -> whole;
            default -> false;
        };
    }
}
