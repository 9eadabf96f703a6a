package dev.greenlight.releases.run;

import dev.greenlight.project.Environment;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.evidence.Registry;
import dev.greenlight.releases.plan.RollbackPlan;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.SecretVersion;
import dev.greenlight.secrets.SecretVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether the revisions that a rollback leads to could start another instance: whether their images and secret versions are still there. All
 * is asked at once. What does not answer in time is no obstacle: a rollback in an emergency does not wait for a registry.
 */
public final class TargetCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Registry registry;
    private final SecretVersions secrets;
    private final Map<ImageReference, CompletableFuture<Boolean>> images = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<List<SecretVersion>>> versions = new ConcurrentHashMap<>();

    TargetCheck(Registry registry, SecretVersions secrets) {
        this.registry = registry;
        this.secrets = secrets;
    }

    /**
     * What was found.
     *
     * @param obstacles why the rollback must not be made, one sentence each
     * @param notes what could not be told
     */
    public record Found(List<String> obstacles, List<String> notes) {
        public Found {
            obstacles = List.copyOf(obstacles);
            notes = List.copyOf(notes);
        }
    }

    /** Looks at all targets of a plan; images in registries other than the environment's are not asked after, which a note says. */
    public Found look(Environment environment, RollbackPlan plan, Snapshot snapshot) {
        List<RollbackPlan.Move> moves =
                plan.moves().stream().filter(RollbackPlan.Move::needed).toList();
        moves.forEach(move -> target(move, snapshot).ifPresent(revision -> ask(environment, revision)));
        List<String> obstacles = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        moves.forEach(move -> target(move, snapshot)
                .ifPresent(revision -> judge(move.name(), environment, revision, obstacles, notes)));
        return new Found(obstacles, notes.stream().distinct().toList());
    }

    private static Optional<RevisionState> target(RollbackPlan.Move move, Snapshot snapshot) {
        return snapshot.view(move.service().name()).revision(move.target().revision());
    }

    private static Optional<ImageReference> image(Environment environment, RevisionState revision) {
        return ImageReference.parse(revision.image())
                .filter(image ->
                        (image.registry() + "/" + image.repository()).startsWith(environment.registry() + "/"));
    }

    private void ask(Environment environment, RevisionState revision) {
        image(environment, revision).ifPresent(this::held);
        revision.secrets().forEach(secret -> versions(environment, secret));
    }

    private CompletableFuture<Boolean> held(ImageReference image) {
        return images.computeIfAbsent(image, known -> later(() -> registry.holds(known)));
    }

    private CompletableFuture<List<SecretVersion>> versions(Environment environment, SecretReference secret) {
        return versions.computeIfAbsent(secret.name(), name -> later(() -> secrets.of(environment.project(), name)));
    }

    private static <T> CompletableFuture<T> later(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look, task -> Thread.ofVirtual().start(task))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void judge(
            ServiceName service,
            Environment environment,
            RevisionState revision,
            List<String> obstacles,
            List<String> notes) {
        String what = service + " could not serve from " + revision.name() + ": ";
        image(environment, revision)
                .ifPresentOrElse(
                        image -> answer(held(image), "the registry", notes)
                                .filter(held -> !held)
                                .ifPresent(gone -> obstacles.add(
                                        what + "its image " + image + " is not in the registry any more")),
                        () -> notes.add("whether the image of " + revision.name() + " is still there was not asked: "
                                + (revision.image().isEmpty() ? "it is unknown" : revision.image())
                                + " is no image by digest in the environment's registry, " + environment.registry()
                                + "; the rollback goes on"));
        revision.unasked().forEach(words -> notes.add(words + "; the rollback goes on"));
        for (SecretReference secret : revision.secrets()) {
            answer(versions(environment, secret), "Secret Manager", notes)
                    .filter(found -> !enabled(found, secret))
                    .ifPresent(gone -> obstacles.add(
                            what + "secret " + secret + ", which it needs to start, does not exist or is not enabled"));
        }
    }

    private static boolean enabled(List<SecretVersion> versions, SecretReference secret) {
        return versions.stream()
                .anyMatch(version -> version.enabled()
                        && (!secret.pinned() || String.valueOf(version.number()).equals(secret.version())));
    }

    private static <T> Optional<T> answer(CompletableFuture<T> asked, String who, List<String> notes) {
        try {
            return Optional.of(asked.join());
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof ExternalFailure) && !(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            notes.add("whether all that the rollback needs is there was not answered by " + who
                    + (e.getCause() instanceof ExternalFailure failure
                            ? ": " + failure.getMessage()
                            : " within " + LIMIT.toSeconds() + " s")
                    + "; the rollback goes on");
            return Optional.empty();
        }
    }
}
