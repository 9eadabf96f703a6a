package dev.greenlight.releases.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What happened, in order. Safe for use by several threads. */
public final class Chronicle {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * One thing that happened.
     *
     * @param at when it ended
     * @param took how long it lasted
     * @param service the Cloud Run service
     * @param what it was, as a verb phrase
     * @param good whether it went as it should
     * @param result what came of it
     * @param numbers for machines
     */
    public record Entry(
            Instant at,
            Duration took,
            String service,
            String what,
            boolean good,
            String result,
            Map<String, Object> numbers) {
        public Entry {
            numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
        }

        /**
         * The numbers by service, each with {@code service}: a step that looks at several holds what it saw of the others below
         * {@code others}.
         */
        public List<Map<String, Object>> figures() {
            Stream<?> others = numbers.get("others") instanceof List<?> list ? list.stream() : Stream.of();
            return Stream.concat(Stream.of(numbers), others)
                    .flatMap(each -> each instanceof Map<?, ?> map ? Stream.of(named(map)) : Stream.of())
                    .toList();
        }

        private Map<String, Object> named(Map<?, ?> figures) {
            Map<String, Object> named = new TreeMap<>();
            figures.forEach((name, value) -> named.put(String.valueOf(name), value));
            named.putIfAbsent("service", service);
            return named;
        }
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
