package dev.greenlight.releases.plan;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Service;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One service, looked at for a way back. */
record RollbackView(Service service, Deployment deployment, View view) {
    ServiceName name() {
        return new ServiceName(deployment.cloudRunName());
    }

    /** Why there is no way at all; empty when there may be one. */
    Optional<String> trouble() {
        if (view.state().isEmpty()) {
            return Optional.of("service " + name() + " does not exist");
        }
        return traffic().isEmpty() ? Optional.of("no revision of " + name() + " serves") : Optional.empty();
    }

    private Optional<Traffic> traffic() {
        return view.state().flatMap(state -> state.served().traffic());
    }

    /** What is to be left: the release under way, else the revision with most of the traffic. */
    private Optional<Good> left() {
        return view.journal()
                .intent()
                .map(intent -> new Good(
                        intent.revision(),
                        intent.version(),
                        view.good(intent.revision()).image(),
                        intent.time(),
                        intent.owner()))
                .or(() -> busiest(revision -> true).map(view::good));
    }

    /** What the way to a target takes out of service; the target itself when that is nothing. */
    private Good left(Good target) {
        return left().filter(good -> !good.revision().equals(target.revision()))
                .or(() ->
                        busiest(revision -> !revision.equals(target.revision())).map(view::good))
                .orElse(target);
    }

    private Optional<RevisionName> serving() {
        return left().map(Good::revision);
    }

    private Optional<RevisionName> busiest(Predicate<RevisionName> among) {
        return traffic()
                .flatMap(traffic -> traffic.shares().entrySet().stream()
                        .filter(share -> among.test(share.getKey()))
                        .max(Comparator.comparingInt(share -> share.getValue().value()))
                        .map(java.util.Map.Entry::getKey));
    }

    Optional<Good> lastGood() {
        return serving().flatMap(serving -> view.journal().before(serving));
    }

    List<String> known() {
        return view.journal().good().stream().map(Good::version).toList();
    }

    /** The version that a revision's name or a version's name stands for here; empty when it stands for none. */
    Optional<String> versionOf(String to) {
        Optional<String> byRevision = view.revisions().stream()
                .filter(revision -> revision.name().value().equals(to))
                .map(revision -> revision.annotations().getOrDefault(Keys.VERSION, to))
                .findFirst();
        return byRevision.or(() -> candidates(to, "").findFirst().map(Good::version));
    }

    /** Where to go for that version; the revision named by the user first. */
    Optional<Good> target(String version, String to) {
        return candidates(version, to).findFirst();
    }

    private Stream<Good> candidates(String version, String to) {
        Stream<Good> named = view.revisions().stream()
                .filter(revision -> revision.name().value().equals(to))
                .map(revision -> good(revision, version));
        Stream<Good> recorded =
                view.journal().good().stream().filter(good -> good.version().equals(version));
        Stream<Good> annotated = view.revisions().stream()
                .filter(revision -> revision.ready()
                        && version.equals(revision.annotations().get(Keys.VERSION)))
                .sorted(Comparator.comparing(RevisionState::created).reversed())
                .map(revision -> good(revision, version));
        return Stream.of(named, recorded, annotated).flatMap(found -> found);
    }

    /** The next release that could serve, for a person to choose; empty text when there is none. */
    private String next(Good target) {
        return view.journal().good().stream()
                .dropWhile(good -> !good.revision().equals(target.revision()))
                .skip(1)
                .filter(good -> view.revision(good.revision())
                        .filter(RevisionState::ready)
                        .isPresent())
                .findFirst()
                .map(good -> "; the next good one is " + good.version() + " (input 'to')")
                .orElse("");
    }

    /** What is there besides the serving revision, newest first, for a person to choose from. */
    String others() {
        List<String> ready = view.revisions().stream()
                .filter(revision ->
                        revision.ready() && !Optional.of(revision.name()).equals(serving()))
                .sorted(Comparator.comparing(RevisionState::created).reversed())
                .limit(5)
                .map(revision -> revision.name() + " of " + revision.created().truncatedTo(ChronoUnit.SECONDS))
                .toList();
        return ready.isEmpty() ? "" : "; ready revisions: " + String.join(", ", ready);
    }

    private static Good good(RevisionState revision, String version) {
        return new Good(revision.name(), version, revision.image(), revision.created(), Owner.UNKNOWN);
    }

    /** The way there; what forbids it is added to the refusals. */
    Optional<RollbackPlan.Move> move(Good target, List<String> refusals) {
        Optional<RevisionState> revision = view.revision(target.revision());
        if (revision.isEmpty()) {
            refusals.add("revision " + target.revision() + " of " + name() + " does not exist any more" + next(target));
            return Optional.empty();
        }
        if (!revision.get().ready()) {
            refusals.add("revision " + target.revision() + " of " + name() + " is not ready to serve" + next(target));
            return Optional.empty();
        }
        Traffic prior = traffic().orElseThrow();
        Good left = left(target);
        Colour colour = Colour.parse(revision.get().annotations().getOrDefault(Keys.COLOUR, ""))
                .orElse(Colours.holds(prior, target.revision(), Colour.GREEN) ? Colour.GREEN : Colour.BLUE);
        // A release that was killed early has named a revision which was never made.
        Optional<RevisionName> other = view.revision(left.revision()).map(RevisionState::name);
        Traffic goal = Colours.settled(prior, target.revision(), colour, other);
        boolean unfinished = view.journal().intent().isPresent();
        return Optional.of(
                new RollbackPlan.Move(service, deployment, left, target, prior, goal, unfinished, view.open()));
    }
}
