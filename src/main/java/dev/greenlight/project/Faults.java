package dev.greenlight.project;

import dev.greenlight.report.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a file, in the order of its lines. */
final class Faults {
    private final String file;
    private final Map<Integer, List<InvalidInput.Fault>> byLine = new TreeMap<>();

    /** @param file the file's name as the reader knows it */
    Faults(String file) {
        this.file = file;
    }

    /**
     * A place in the file.
     *
     * @param path keys joined by dots; empty for the whole file
     * @param line from 1
     */
    record Place(String path, int line) {
        Place key(String key, int keyLine) {
            return new Place(path.isEmpty() ? key : path + "." + key, keyLine);
        }
    }

    void note(Place place, String value, String accepted, String example) {
        String name = (file + ":" + place.line() + " " + place.path()).strip();
        byLine.computeIfAbsent(place.line(), line -> new ArrayList<>())
                .add(new InvalidInput.Fault(name, value, accepted, example));
    }

    /** @throws InvalidInput when there is any fault, with all of them */
    void check() {
        if (!byLine.isEmpty()) {
            throw new InvalidInput(
                    byLine.values().stream().flatMap(List::stream).toList());
        }
    }
}
