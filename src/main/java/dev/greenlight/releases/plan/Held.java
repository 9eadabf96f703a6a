package dev.greenlight.releases.plan;

import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Traffic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a release is one that was rolled back, under another name. It is when it has the images that the rollback took out of service, all
 * of them: an image that is in the rolled-back release and in the one before it says nothing, since what it is the next release may have too.
 */
record Held(ReleaseRequest request, Snapshot snapshot) {
    /** Why the release must not be made; empty when it may. */
    Optional<String> refusal() {
        return services()
                .flatMap(service -> snapshot.view(service).journal().withdrawn().stream())
                .map(Withdrawal::fromVersion)
                .filter(version -> !version.equals(request.version()))
                .distinct()
                .flatMap(version -> refusal(version).stream())
                .findFirst();
    }

    private Stream<String> services() {
        return request.environment().services().keySet().stream();
    }

    private Optional<String> refusal(String version) {
        Map<String, Withdrawal> taken = new HashMap<>();
        services()
                .forEach(service -> snapshot.view(service).journal().withdrawn().stream()
                        .filter(withdrawal -> withdrawal.fromVersion().equals(version))
                        .findFirst()
                        .filter(withdrawal -> changed(snapshot.view(service), withdrawal))
                        .ifPresent(withdrawal -> taken.put(service, withdrawal)));
        boolean again = !taken.isEmpty()
                && taken.entrySet().stream().allMatch(entry -> again(entry.getKey(), entry.getValue()));
        return again
                ? taken.values().stream().findFirst().map(withdrawal -> words(withdrawal, version))
                : Optional.empty();
    }

    private String words(Withdrawal withdrawal, String version) {
        return "version " + request.version() + " has the image of "
                + (version.isEmpty() ? "a release" : "version " + version)
                + " that was rolled back by " + withdrawal.by() + " on " + withdrawal.time()
                + (withdrawal.why().isBlank() ? "" : " (" + withdrawal.why() + ")") + ": " + withdrawal.fromImage()
                + "; release a newer one, or set force to true";
    }

    /** Whether the rollback changed the image. */
    private static boolean changed(View view, Withdrawal withdrawal) {
        Optional<String> from = digest(withdrawal.fromImage());
        return from.isPresent()
                && !from.equals(digest(view.good(withdrawal.to()).image()));
    }

    /** Whether the image is asked for again, and nobody has brought it back since. */
    private boolean again(String service, Withdrawal withdrawal) {
        View view = snapshot.view(service);
        Optional<String> from = digest(withdrawal.fromImage());
        boolean asked = Optional.ofNullable(request.images().get(service))
                .map(ImageReference::digest)
                .equals(from);
        boolean serves = view.state()
                .flatMap(state -> state.served().traffic())
                .flatMap(Traffic::sole)
                .flatMap(view::revision)
                .map(RevisionState::image)
                .flatMap(Held::digest)
                .equals(from);
        boolean later = view.journal().good().stream()
                .anyMatch(good -> good.time().isAfter(withdrawal.time())
                        && digest(good.image()).equals(from));
        return asked && !serves && !later;
    }

    private static Optional<String> digest(String image) {
        return ImageReference.parse(image).map(ImageReference::digest);
    }
}
