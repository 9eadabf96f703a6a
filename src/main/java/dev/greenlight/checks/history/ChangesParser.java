package dev.greenlight.checks.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code git diff --name-status -z} prints.
 *
 * @see <a href="https://git-scm.com/docs/git-diff#_raw_output_format">The letters and the fields</a>
 */
final class ChangesParser {
    private ChangesParser() {}

    /** @return empty when the text is anything else, cut off ones among them */
    static Optional<Changes> parse(String output) {
        Set<String> touched = new HashSet<>();
        Map<String, String> before = new HashMap<>();
        Set<String> gone = new HashSet<>();
        Iterator<String> fields = List.of(output.split("\0", -1)).iterator();
        while (fields.hasNext()) {
            String status = fields.next();
            if (status.isEmpty()) {
                return fields.hasNext() ? Optional.empty() : Optional.of(new Changes(touched, before, gone));
            }
            Optional<String> path = next(fields);
            Optional<String> second = status.matches("[RC][0-9]*") ? next(fields) : path;
            if (path.isEmpty() || second.isEmpty()) {
                return Optional.empty();
            }
            switch (status.charAt(0)) {
                case 'A', 'M', 'T', 'U', 'X', 'C' -> touched.add(second.get());
                case 'D' -> gone.add(path.get());
                case 'R' -> {
                    touched.add(second.get());
                    before.put(second.get(), path.get());
                    gone.add(path.get());
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> next(Iterator<String> fields) {
        return fields.hasNext() ? Optional.of(fields.next()).filter(path -> !path.isEmpty()) : Optional.empty();
    }
}
