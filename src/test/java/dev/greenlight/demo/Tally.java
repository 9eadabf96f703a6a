package dev.greenlight.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the load saw. Every request is counted exactly once: good, failed, or an error that the broken version produced on purpose. */
public final class Tally {
    /** How one request ended. */
    public enum Answer {
        GOOD,
        FAILED,
        CANARY
    }

    private static final int FAILURES_KEPT = 50;

    private final Map<String, Map<Answer, Long>> byKind = new TreeMap<>();
    private final Set<String> canaryIds = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<Set<String>> pages = new HashSet<>();

    synchronized void good(String kind) {
        add(kind, Answer.GOOD);
    }

    synchronized void failed(String kind, String why) {
        add(kind, Answer.FAILED);
        if (failures.size() < FAILURES_KEPT) {
            failures.add(kind + ": " + why);
        }
    }

    synchronized void canary(String kind, String id) {
        add(kind, Answer.CANARY);
        if (!canaryIds.add(id)) {
            failures.add(kind + ": the error " + id + " arrived twice");
        }
    }

    /** A page that names these assets. */
    synchronized void page(Set<String> assets) {
        pages.add(Set.copyOf(assets));
    }

    /** How many pages with other assets there were. */
    synchronized int pages() {
        return pages.size();
    }

    private void add(String kind, Answer answer) {
        byKind.computeIfAbsent(kind, key -> new TreeMap<>()).merge(answer, 1L, Long::sum);
    }

    public synchronized long count(Answer answer) {
        return byKind.values().stream()
                .mapToLong(answers -> answers.getOrDefault(answer, 0L))
                .sum();
    }

    public synchronized long requests() {
        return byKind.values().stream()
                .flatMap(answers -> answers.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    synchronized Map<String, Map<Answer, Long>> byKind() {
        Map<String, Map<Answer, Long>> copy = new TreeMap<>();
        byKind.forEach((kind, answers) -> copy.put(kind, new TreeMap<>(answers)));
        return copy;
    }

    synchronized Set<String> canaryIds() {
        return new TreeSet<>(canaryIds);
    }

    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
