package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.RevisionName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the metrics said, or that they said nothing. */
public sealed interface Reading {
    /** Points by revision; a revision without requests is absent. */
    record Known(Map<RevisionName, List<Point>> points) implements Reading {
        public Known {
            points = points.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        }

        /** All that the revision answered in points that end by then. */
        public Counts counts(RevisionName revision, Instant until) {
            return of(revision, until).map(Point::counts).reduce(Counts.NONE, Counts::plus);
        }

        /** All that the revision answered in points that lie wholly between the two. */
        public Counts counts(RevisionName revision, Instant from, Instant until) {
            return of(revision, until)
                    .filter(point -> !point.start().isBefore(from))
                    .map(Point::counts)
                    .reduce(Counts.NONE, Counts::plus);
        }

        /** How long its answers took, in points that end by then. */
        public Latencies latencies(RevisionName revision, Instant until) {
            return Latencies.sum(of(revision, until).map(Point::latencies).toList());
        }

        /** The points of these revisions that end by then. */
        public List<Point> points(Collection<RevisionName> revisions, Instant until) {
            return revisions.stream().flatMap(revision -> of(revision, until)).toList();
        }

        /** Where the first point of all begins. */
        public Optional<Instant> first() {
            return points.values().stream()
                    .flatMap(List::stream)
                    .map(Point::start)
                    .min(Comparator.naturalOrder());
        }

        /** How far the points of all these revisions reach; those that have none are passed over. */
        public Optional<Instant> reach(Collection<RevisionName> revisions) {
            return revisions.stream()
                    .flatMap(
                            revision -> points.getOrDefault(revision, List.of()).stream()
                                    .map(Point::end)
                                    .max(Comparator.naturalOrder())
                                    .stream())
                    .min(Comparator.naturalOrder());
        }

        private Stream<Point> of(RevisionName revision, Instant until) {
            return points.getOrDefault(revision, List.of()).stream()
                    .filter(point -> !point.end().isAfter(until));
        }
    }

    /** They could not be read. */
    record Unknown(String why) implements Reading {}
}
