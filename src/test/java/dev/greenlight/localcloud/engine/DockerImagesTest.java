package dev.greenlight.localcloud.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.process.LocalCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registry's refusal means, in the words of Docker's client, which a script stands for. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DockerImagesTest {
    private static final String DOCKER = """
            #!/bin/sh
            [ "$1" = pull ] && cat '%s' >&2
            exit 1
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pkg.example/p/r/app:1 | denied: Permission \"artifactregistry.repositories.downloadArtifacts\" denied on resource \"projects/p\" (or it may not exist) | CONTAINER_PERMISSION_DENIED",
                "pkg.example/p/r/app:1 | pull access denied for pkg.example/p/r/app, repository does not exist or may require 'docker login': denied: Permission \"read\" denied | CONTAINER_PERMISSION_DENIED",
                "pkg.example/p/r/app:1 | denied: requested access to the resource is denied | CONTAINER_PERMISSION_DENIED",
                "pkg.example/p/r/app:1 | unauthorized: authentication failed | CONTAINER_PERMISSION_DENIED",
                "pkg.example/p/r/app:1 | manifest for pkg.example/p/r/app:1 not found: manifest unknown | CONTAINER_MISSING",
                "app:1 | pull access denied for app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied | CONTAINER_MISSING",
                "app:1 | denied: your account is suspended | CONTAINER_PERMISSION_DENIED",
            })
    void a_refusal_is_told_from_an_absence(String image, String words, StartFailure.Reason reason) throws Exception {
        Path said = Files.writeString(folder.resolve("said"), "Error response from daemon: " + words + "\n");
        Path docker = Files.writeString(folder.resolve("docker"), DOCKER.formatted(said));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        DockerImages images = new DockerImages(new DockerCli(new LocalCommands(), List.of(docker.toString())));

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> images.resolve(image));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.message()).contains(image);
    }
}
