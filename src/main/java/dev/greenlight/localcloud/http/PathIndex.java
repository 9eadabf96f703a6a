package dev.greenlight.localcloud.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values by verb and path template. Only templates of as many segments as a path has are compared with it. Safe for several threads.
 *
 * @param <T> what is found
 */
public final class PathIndex<T> {
    /** A value with what the path says for the variables of its template, decoded. */
    public record Found<T>(T value, String template, Map<String, String> variables) {}

    private record Entry<T>(PathTemplate template, T value) {}

    private record Shape(String verb, int length) {}

    /** For templates with an open end. */
    private static final int ANY = -1;

    /** Each list has the most literal characters first, and is never changed. */
    private final Map<Shape, List<Entry<T>>> entries = new ConcurrentHashMap<>();

    /**
     * Adds a value; of several templates that match a path the one with most literal characters wins.
     *
     * @param verb in upper case
     * @param template {@code {x}} for one segment, {@code {x=**}} for the rest, a verb as {@code :verb} at the end
     */
    public void add(String verb, String template, T value) {
        PathTemplate parsed = PathTemplate.parse(template);
        Shape shape = new Shape(verb, parsed.isOpen() ? ANY : parsed.length());
        entries.merge(shape, List.of(new Entry<>(parsed, value)), (before, added) -> {
            List<Entry<T>> all = new ArrayList<>(before);
            all.addAll(added);
            all.sort(Comparator.comparingInt(
                    (Entry<T> entry) -> -entry.template().weight()));
            return List.copyOf(all);
        });
    }

    /**
     * The best match.
     *
     * @param rawPath not decoded
     * @throws ApiError when a variable's encoding is broken
     */
    public Optional<Found<T>> find(String verb, String rawPath) {
        String[] raw = PathTemplate.split(rawPath);
        Optional<Entry<T>> exact = first(new Shape(verb, raw.length), raw);
        Optional<Entry<T>> open = first(new Shape(verb, ANY), raw);
        boolean longer = exact.isEmpty()
                || open.isPresent()
                        && open.get().template().weight()
                                > exact.get().template().weight();
        return (longer ? open : exact)
                .map(entry -> new Found<>(
                        entry.value(),
                        entry.template().toString(),
                        entry.template().variables(raw)));
    }

    private Optional<Entry<T>> first(Shape shape, String[] raw) {
        for (Entry<T> entry : entries.getOrDefault(shape, List.of())) {
            if (entry.template().matches(raw)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
