package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.localcloud.Options;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudCommandTest {
    @Test
    void every_flag_becomes_an_option() {
        CommandTree.Choice choice = new CommandTree(new Wiring())
                .choose(List.of(
                        "local-cloud",
                        "--state",
                        "/tmp/cloud",
                        "--network=jobs",
                        "--port",
                        "9000",
                        "--metric-lag",
                        "1s",
                        "--idle=2m",
                        "--first-service-port=21000",
                        "--sql",
                        "--registry"));
        assertThat(choice)
                .isInstanceOfSatisfying(
                        CommandTree.Choice.Cloud.class,
                        cloud -> assertThat(LocalCloudCommand.options(new Inputs(cloud.flags())))
                                .isEqualTo(Options.in(Path.of("/tmp/cloud"))
                                        .withNetwork("jobs")
                                        .withPorts(9000, 21000)
                                        .withSql(true)
                                        .withRegistry(true)
                                        .withTimes(new Options.Times(
                                                Duration.ofSeconds(1),
                                                Duration.ofMinutes(2),
                                                Options.Times.USUAL.startup()))));
    }

    @Test
    void without_flags_it_is_the_usual_cloud() {
        assertThat(LocalCloudCommand.options(new Inputs(Map.of("state", "/tmp/cloud"))))
                .isEqualTo(Options.in(Path.of("/tmp/cloud")));
    }

    @Test
    void workloads_in_this_process_need_no_docker_and_cannot_have_a_database() {
        assertThat(LocalCloudCommand.options(new Inputs(Map.of("state", "/tmp/cloud", "workloads", "in-process"))))
                .isEqualTo(Options.in(Path.of("/tmp/cloud")).withoutDocker());
        assertThatThrownBy(() -> LocalCloudCommand.options(
                        new Inputs(Map.of("state", "/tmp/cloud", "workloads", "in-process", "sql", "true"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sql");
    }

    @Test
    void every_flag_that_makes_no_sense_is_refused_at_once() {
        assertThatThrownBy(() -> LocalCloudCommand.options(
                        new Inputs(Map.of("port", "99999", "metric-lag", "soon", "network", "a b", "sql", "perhaps"))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::name)
                                .containsExactlyInAnyOrder("state", "port", "metric-lag", "network", "sql"));
    }

    @Test
    void a_script_of_faults_that_cannot_be_read_is_refused_with_the_rest() {
        Inputs inputs = new Inputs(Map.of("faults", "/no/such/file", "port", "0"));
        assertThat(LocalCloudCommand.script(inputs)).isEmpty();
        assertThatThrownBy(() -> LocalCloudCommand.options(inputs))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::name)
                                .containsExactlyInAnyOrder("faults", "state", "port"));
    }

    @Test
    void a_script_of_faults_that_makes_no_sense_is_refused_before_anything_starts(@TempDir Path folder)
            throws IOException {
        Path script = Files.writeString(
                folder.resolve("faults.yml"), "rules: [{on: run.services.path, fault: reset}, {on: '*', fault: sulk}]");
        Map<String, String> flags =
                Map.of("faults", script.toString(), "workloads", "in-process", "state", folder + "/state", "port", "0");

        assertThatThrownBy(() -> LocalCloudCommand.run(flags, Map.of(), new FakeProgress()))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::name)
                                .containsExactlyInAnyOrder("faults rules[0].on", "faults rules[1].fault", "port"));

        assertThat(folder.resolve("state")).doesNotExist();
    }
}
