package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostWorkspaceTest {
    private static final String ID = "4f".repeat(32);
    private static final String IN_CONTAINER =
            "1 2 8:1 /var/lib/docker/containers/" + ID + "/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw\n";
    private static final Path WORKSPACE = Path.of("/github/workspace");
    private static final Map<String, String> GITHUB = Map.of(
            "GITHUB_WORKSPACE", "/github/workspace",
            "RUNNER_WORKSPACE", "/home/runner/work/dreamcatchr",
            "GITHUB_REPOSITORY", "team/dreamcatchr");

    @TempDir
    Path folder;

    private final List<Command> asked = new ArrayList<>();

    @Test
    void the_engine_tells_where_the_workspace_comes_from() throws IOException {
        assertThat(find(IN_CONTAINER, exited("""
                        [{"Type":"bind","Source":"/var/run/docker.sock","Destination":"/var/run/docker.sock"},
                         {"Type":"bind","Source":"/runner/_work","Destination":"/github"},
                         {"Type":"bind","Source":"/runner/work/app/app","Destination":"/github/workspace"}]"""))).isEqualTo(Path.of("/runner/work/app/app"));
        assertThat(asked.getFirst().arguments()).startsWith("docker", "inspect").endsWith(ID);
    }

    @Test
    void a_mount_of_a_folder_above_tells_too() throws IOException {
        assertThat(find(IN_CONTAINER, exited("""
                        [{"Type":"volume","Source":"/var/lib/docker/volumes/v/_data","Destination":"/github"}]"""))).isEqualTo(Path.of("/var/lib/docker/volumes/v/_data/workspace"));
    }

    @Test
    void without_an_engine_the_runners_variables_tell() throws IOException {
        assertThat(find(IN_CONTAINER, new Ending.NotStarted("no docker")))
                .isEqualTo(Path.of("/home/runner/work/dreamcatchr/dreamcatchr"));
        assertThat(find(IN_CONTAINER, new Ending.Exited(1, "", "no such container", Duration.ZERO)))
                .isEqualTo(Path.of("/home/runner/work/dreamcatchr/dreamcatchr"));
        assertThat(find(IN_CONTAINER, exited("garbage")))
                .isEqualTo(Path.of("/home/runner/work/dreamcatchr/dreamcatchr"));
        assertThat(find(IN_CONTAINER, exited("[]"))).isEqualTo(Path.of("/home/runner/work/dreamcatchr/dreamcatchr"));
    }

    @Test
    void outside_a_container_the_engine_is_not_asked() throws IOException {
        String onHost = "9 2 0:45 / /var/lib/docker/containers/" + ID + "/mounts/shm rw - tmpfs shm rw\n";
        assertThat(find(onHost, exited("[]"))).isEqualTo(WORKSPACE);
        assertThat(asked).isEmpty();
    }

    private Path find(String mounts, Ending ending) throws IOException {
        Path file = Files.writeString(folder.resolve("mountinfo"), mounts);
        return new HostWorkspace(
                        new RunnerContext(GITHUB),
                        (command, lines) -> {
                            asked.add(command);
                            return ending;
                        },
                        file)
                .find(WORKSPACE);
    }

    private static Ending exited(String output) {
        return new Ending.Exited(0, output, "", Duration.ZERO);
    }
}
