package dev.greenlight.project.yaml;

import dev.greenlight.report.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a file, in the order of its lines. */
public final class Faults {
    private final String file;
    private final Map<Integer, List<InvalidInput.Fault>> byLine = new TreeMap<>();

    /** @param file the file's name as the reader knows it */
    public Faults(String file) {
        this.file = file;
    }

    /**
     * A place in the file.
     *
     * @param path keys joined by dots; empty for the whole file
     * @param line from 1
     */
    public record Place(String path, int line) {
        public Place key(String key, int keyLine) {
            return new Place(path.isEmpty() ? key : path + "." + key, keyLine);
        }
    }

    public void note(Place place, String value, String accepted, String example) {
        String name = (file + ":" + place.line() + " " + place.path()).strip();
        byLine.computeIfAbsent(place.line(), line -> new ArrayList<>())
                .add(new InvalidInput.Fault(name, value, accepted, example));
    }

    /** @throws InvalidInput when there is any fault, with all of them */
    public void check() {
        if (!byLine.isEmpty()) {
            throw new InvalidInput(
                    byLine.values().stream().flatMap(List::stream).toList());
        }
    }
}
