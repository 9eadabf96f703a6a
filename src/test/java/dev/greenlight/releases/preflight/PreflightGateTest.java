package dev.greenlight.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.turns.Circumstances;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.secrets.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreflightGateTest {
    private static final ByHand BY_HAND = new ByHand("p1", "r1");
    private static final RevisionName LIVE = new RevisionName("app-api-1");
    private static final ImageReference OLD = new ImageReference("registry.test", "p/api", "sha256:" + "a".repeat(64));
    private static final ImageReference NEW = new ImageReference("registry.test", "p/api", "sha256:" + "b".repeat(64));

    private static Deployment deployment(int connections) {
        return new Deployment("api", "app-api", Map.of(), Map.of(), Optional.empty(), connections);
    }

    private static Snapshot world(RevisionState live, Traits traits, ImageReference... images) {
        ServiceState state = new ServiceState(
                new ServiceName("app-api"),
                Optional.empty(),
                new ServiceState.Mark("e", 1),
                Optional.empty(),
                new Served(Optional.empty(), Map.of()),
                Map.of(),
                new Readiness(true, List.of(), Optional.empty(), Optional.empty()),
                traits);
        return new Snapshot(
                Map.of("api", new View(Optional.of(state), List.of(live), true)),
                Set.of(images),
                Map.of("db", List.of(new SecretVersion(2, true), new SecretVersion(1, false))),
                new Circumstances(Instant.EPOCH, Map.of(), Map.of()));
    }

    private static RevisionState live(boolean ready, ImageReference image, SecretReference... secrets) {
        return new RevisionState(LIVE, image.toString(), Map.of(), ready, List.of(), Instant.EPOCH, List.of(secrets));
    }

    private static PreflightGate checked(Snapshot world, boolean force) {
        PreflightGate gate = new PreflightGate(world, force, BY_HAND);
        gate.check(deployment(0), NEW, Optional.of(LIVE));
        return gate;
    }

    @Test
    void a_release_with_a_way_back_passes_without_a_word() {
        PreflightGate gate =
                checked(world(live(true, OLD, SecretReference.parse("db@2")), Traits.USUAL, OLD, NEW), false);

        assertThat(gate.refusals()).isEmpty();
        assertThat(gate.notes()).isEmpty();
    }

    @Test
    void each_thing_that_a_way_back_needs_is_missed_and_force_turns_it_into_a_note() {
        Snapshot world = world(
                live(
                        false,
                        OLD,
                        SecretReference.parse("db@1"),
                        SecretReference.parse("db@7"),
                        SecretReference.parse("gone")),
                Traits.USUAL,
                NEW);

        assertThat(checked(world, false).refusals())
                .satisfiesExactly(
                        reason -> assertThat(reason)
                                .contains("app-api could not come back to app-api-1", "it is not ready"),
                        reason -> assertThat(reason).contains("its image registry.test/p/api@sha256:aaa"),
                        reason -> assertThat(reason).contains("secret db@1"),
                        reason -> assertThat(reason).contains("secret db@7"),
                        reason -> assertThat(reason).contains("secret gone@latest"));
        assertThat(checked(world, true).refusals()).isEmpty();
        assertThat(checked(world, true).notes()).hasSize(5);
    }

    @Test
    void an_image_of_another_repository_is_not_asked_for() {
        ImageReference elsewhere = new ImageReference("docker.io", "acme/api", "sha256:" + "c".repeat(64));

        PreflightGate gate = checked(world(live(true, elsewhere), Traits.USUAL, NEW), false);

        assertThat(gate.refusals()).isEmpty();
        assertThat(gate.notes()).singleElement().asString().contains("was not asked: docker.io/acme/api@sha256:");
    }

    @Test
    void a_secret_that_cannot_be_asked_after_is_a_note() {
        Contents contents = new Contents(Map.of(), Map.of(), Map.of(), List.of(), List.of("db@blue"));
        RevisionState live =
                new RevisionState(LIVE, OLD.toString(), Map.of(), true, List.of(), Instant.EPOCH, contents, "");

        PreflightGate gate = checked(world(live, Traits.USUAL, OLD, NEW), false);

        assertThat(gate.refusals()).isEmpty();
        assertThat(gate.notes())
                .singleElement()
                .asString()
                .contains("whether secret db@blue, which app-api-1 needs to start", "was not asked");
    }

    @Test
    void a_first_release_has_nothing_to_come_back_to() {
        PreflightGate gate = new PreflightGate(world(live(false, OLD), Traits.USUAL), false, BY_HAND);

        gate.check(deployment(0), NEW, Optional.empty());

        assertThat(gate.refusals()).isEmpty();
    }

    @Test
    void session_affinity_is_a_note_and_an_obstacle_a_refusal() {
        PreflightGate affine = checked(world(live(true, OLD), new Traits(true, "", true, 100), OLD), false);
        assertThat(affine.refusals()).isEmpty();
        assertThat(affine.notes()).singleElement().asString().contains("session affinity");

        PreflightGate hidden = checked(
                world(live(true, OLD), new Traits(false, "its own address is disabled", false, 100), OLD), true);
        assertThat(hidden.refusals())
                .singleElement()
                .asString()
                .contains("its own address is disabled", "--default-url");
    }

    @ParameterizedTest
    @CsvSource({
        // instances, connections, limit, refused
        "10, 5, 100, false",
        "10, 5, 99, true",
        "11, 5, 100, true",
        "11, 0, 100, false",
        "11, 5, 0, false",
    })
    void both_colours_together_must_not_want_more_connections_than_there_are(
            int instances, int connections, int limit, boolean refused) {
        Snapshot world = world(live(true, OLD), new Traits(true, "", false, instances), OLD);
        PreflightGate gate = new PreflightGate(world, false, BY_HAND);
        gate.capacity(List.of(deployment(connections)), limit);
        PreflightGate forced = new PreflightGate(world, true, BY_HAND);
        forced.capacity(List.of(deployment(connections)), limit);

        assertThat(gate.refusals()).hasSize(refused ? 1 : 0);
        assertThat(forced.refusals()).isEmpty();
        assertThat(forced.notes()).hasSize(refused ? 1 : 0);
    }

    @Test
    void what_wants_no_connections_is_not_counted_in() {
        PreflightGate gate =
                new PreflightGate(world(live(true, OLD), new Traits(true, "", false, 10), OLD), false, BY_HAND);

        gate.capacity(List.of(deployment(0), deployment(5)), 99);

        assertThat(gate.refusals())
                .singleElement()
                .asString()
                .contains("2 colours × 10 instances × 5 connections")
                .doesNotContain("× 0 connections");
    }
}
