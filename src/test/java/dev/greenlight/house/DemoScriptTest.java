package dev.greenlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code scripts/demo.sh} ends, in a checkout of its own where Maven, Docker and Java are stand-ins that write down what they are asked for. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String DOCKER = """
            #!/bin/sh
            echo "docker $*" >> '%1$s/log'
            case "$1" in
                ps) echo c1; echo c2 ;;
                volume) [ "$2" != ls ] || echo v1 ;;
                build) if [ -e '%1$s/slow-build' ]; then echo building >> '%1$s/log'; sleep 60; fi ;;
            esac
            """;
    /** In the place of the demonstration itself: shows everything at once where it is told to, else goes on until it is ended. */
    private static final String JAVA = """
            #!/bin/bash
            trap 'sleep 0.3; echo "java ended" >> "%1$s/log"; exit 143' TERM
            echo "$DEMO_WORK" > '%1$s/work'
            if [ -e '%1$s/shows' ]; then
                : > "$DEMO_WORK/shown"
                [ "$DEMO_KEEP" = true ] || exit 0
                echo 'The local cloud goes on: API http://172.30.0.1:8787'
            fi
            echo $$ > '%1$s/pid'
            while :; do sleep 0.05; done
            """;

    @TempDir
    Path folder;

    private Process script;

    @BeforeEach
    void checkout() throws IOException {
        Path scripts =
                Files.createDirectories(folder.resolve("checkout/scripts/lib")).getParent();
        for (String file : List.of("demo.sh", "lib/engine.sh", "lib/build.sh")) {
            Files.copy(Path.of("scripts").resolve(file), scripts.resolve(file));
        }
        program("checkout/mvnw", "#!/bin/sh\nmkdir -p target\n");
        program("checkout/scripts/lib/stand-ins.sh", "#!/bin/sh\n");
        program("bin/docker", DOCKER.formatted(folder));
        program("bin/docker-registry", "#!/bin/sh\n");
        program("bin/git", "#!/bin/sh\n");
        program("jdk/bin/java", JAVA.formatted(folder));
        program("jdk/bin/javac", "#!/bin/sh\n");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterEach
    void stop() throws Exception {
        if (script != null) {
            List<ProcessHandle> all = Stream.concat(script.descendants(), Stream.of(script.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            script.waitFor();
        }
        // What a script that fails this test has left behind has no parent any more.
        if (!text("pid").isBlank()) {
            ProcessHandle.of(Long.parseLong(text("pid").strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString("rwx------"));
    }

    /** In a group of processes of its own, as a shell with job control starts it, and with the signals not ignored, whoever started the tests. */
    private void start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,TERM"));
        line.add(folder.resolve("checkout/scripts/demo.sh").toString());
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().remove("DOCKER_HOST");
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
        script = builder.start();
    }

    private ProcessHandle demonstration() throws IOException {
        Await.until("the demonstration to run", LIMIT, () -> !text("pid").isBlank());
        return ProcessHandle.of(Long.parseLong(text("pid").strip())).orElseThrow();
    }

    /** Ctrl-C reaches everything in the foreground's group. */
    private void controlC() throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", "--", "-" + script.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private int code() throws InterruptedException {
        assertThat(script.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("the script's end")
                .isTrue();
        return script.exitValue();
    }

    private String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    private String[] removals() {
        String network = "greenlight-demo-" + script.pid();
        return new String[] {
            "docker ps --all --quiet --filter network=" + network,
            "docker rm --force --volumes c1 c2",
            "docker volume ls --quiet --filter name=" + network,
            "docker volume rm --force v1",
            "docker network rm " + network,
        };
    }

    @Test
    void control_c_ends_the_demonstration_first_and_removes_what_it_made() throws Exception {
        start();
        ProcessHandle demonstration = demonstration();
        assertThat(text("log")).doesNotContain("docker rm", "network rm");
        controlC();
        assertThat(code()).as(text("output")).isEqualTo(130);
        assertThat(demonstration.isAlive()).isFalse();
        assertThat(text("log").lines()).containsSubsequence(removals());
        assertThat(text("log")).containsPattern("(?s)java ended\n.*docker rm ");
        assertThat(text("output")).contains("left to read: " + text("work").strip());
    }

    @Test
    void control_c_before_the_demonstration_ends_the_build_and_starts_nothing() throws Exception {
        Files.createFile(folder.resolve("slow-build"));
        start();
        Await.until("the build", LIMIT, () -> text("log").contains("building"));
        controlC();
        assertThat(code()).as(text("output")).isEqualTo(130);
        assertThat(text("log").lines()).containsSubsequence(removals());
        assertThat(text("pid")).isEmpty();
    }

    @Test
    void without_keep_the_end_of_the_demonstration_is_the_end() throws Exception {
        Files.createFile(folder.resolve("shows"));
        start();
        assertThat(code()).as(text("output")).isZero();
        assertThat(text("log").lines()).containsSubsequence(removals());
        assertThat(Path.of(text("work").strip())).doesNotExist();
    }

    @Test
    void with_keep_the_cloud_goes_on_until_control_c_which_is_then_no_failure() throws Exception {
        Files.createFile(folder.resolve("shows"));
        start("--keep");
        ProcessHandle demonstration = demonstration();
        assertThat(text("output")).contains("The local cloud goes on: API http://172.30.0.1:8787");
        assertThat(script.waitFor(1, TimeUnit.SECONDS)).as("the script's end").isFalse();
        assertThat(demonstration.isAlive()).isTrue();
        assertThat(text("log")).doesNotContain("docker rm", "network rm", "volume rm");
        controlC();
        assertThat(code()).as(text("output")).isZero();
        assertThat(demonstration.isAlive()).isFalse();
        assertThat(text("log")).containsPattern("(?s)java ended\n.*docker rm ");
        assertThat(text("log").lines()).containsSubsequence(removals());
        assertThat(Path.of(text("work").strip())).doesNotExist();
    }
}
