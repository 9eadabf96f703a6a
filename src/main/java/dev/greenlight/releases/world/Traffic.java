package dev.greenlight.releases.world;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who gets which share of a service's requests, and which revision each tag leads to.
 *
 * @param shares by revision; only shares above 0, which sum to 100
 * @param tags the revision behind each tag
 */
public record Traffic(Map<RevisionName, Percent> shares, Map<Tag, RevisionName> tags) {
    public Traffic {
        Map<RevisionName, Percent> positive = new TreeMap<>(Comparator.comparing(RevisionName::value));
        shares.forEach((revision, share) -> {
            if (share.value() > 0) {
                positive.put(revision, share);
            }
        });
        shares = Collections.unmodifiableMap(positive);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        int sum = shares.values().stream().mapToInt(Percent::value).sum();
        if (sum != 100) {
            throw new IllegalArgumentException("shares of traffic sum to 100, not " + sum + ": " + shares);
        }
    }

    /** Everything to one revision, no tags. */
    public static Traffic all(RevisionName revision) {
        return new Traffic(Map.of(revision, Percent.ALL), Map.of());
    }

    /** The revision that gets every request; empty while traffic is split. */
    public Optional<RevisionName> sole() {
        return shares.size() == 1 ? Optional.of(shares.keySet().iterator().next()) : Optional.empty();
    }

    public Percent share(RevisionName revision) {
        return shares.getOrDefault(revision, Percent.NONE);
    }

    /** The same tags, all traffic to one revision. */
    public Traffic to(RevisionName revision) {
        return new Traffic(Map.of(revision, Percent.ALL), tags);
    }

    /** The same tags, the given share to one revision and the rest to the other. */
    public Traffic split(RevisionName green, Percent share, RevisionName blue) {
        return share.equals(Percent.ALL) || green.equals(blue)
                ? to(green)
                : new Traffic(Map.of(green, share, blue, share.rest()), tags);
    }

    /** The same shares with the tag leading to the revision, wherever it led before. */
    public Traffic tagged(Tag tag, RevisionName revision) {
        Map<Tag, RevisionName> more = new TreeMap<>(tags);
        more.put(tag, revision);
        return new Traffic(shares, more);
    }

    public Traffic untagged(Tag tag) {
        Map<Tag, RevisionName> fewer = new TreeMap<>(tags);
        fewer.remove(tag);
        return new Traffic(shares, fewer);
    }

    @Override
    public String toString() {
        String serving = shares.entrySet().stream()
                .map(share -> share.getKey() + " " + share.getValue())
                .collect(Collectors.joining(", "));
        return tags.isEmpty()
                ? serving
                : tags.entrySet().stream()
                        .map(tag -> tag.getKey() + "→" + tag.getValue())
                        .collect(Collectors.joining(", ", serving + " (", ")"));
    }
}
