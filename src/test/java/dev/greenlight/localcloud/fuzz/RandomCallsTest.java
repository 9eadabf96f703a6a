package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few hundred calls; {@link RandomCallsCloudIT} makes many more. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomCallsTest {
    @TempDir
    Path folder;

    @Test
    void invariants_hold_after_every_call_and_nothing_is_left_behind() throws Exception {
        Map<Integer, Integer> statuses = RandomCalls.run(folder, 24_500, 20261124, 400);
        assertThat(statuses).as("the dice reach good and bad calls").containsKeys(200, 400, 404, 409);
        assertThat(statuses.get(200)).isGreaterThan(100);
    }

    @Test
    void with_faults_in_force_no_error_of_the_server_is_seen_but_those_that_were_put_in() throws Exception {
        Map<Integer, Integer> statuses = RandomCalls.run(folder, 24_550, 20261129, 600, Faulty.SCRIPT);
        assertThat(statuses).as("the faults are met").containsKeys(0, 200, 400, 404, 500, 503);
    }
}
