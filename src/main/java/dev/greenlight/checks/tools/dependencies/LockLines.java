package dev.greenlight.checks.tools.dependencies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the packages stand in the {@code package-lock.json} files of one report, each of which is read once. */
final class LockLines {
    /** The version stands right below the package's name. */
    private static final int NEAR = 3;

    private static final Pattern KEY =
            Pattern.compile("\\s*\"(?<place>(?:.*/)?node_modules/(?<name>(?:@[^/\"]+/)?[^/\"]+))\":\\s*\\{.*");

    private final UnaryOperator<String> sources;
    private final Map<String, Lock> locks = new HashMap<>();

    private record Lock(List<String> lines, Map<String, List<Integer>> names, Map<String, Integer> places) {
        static Lock of(String text) {
            List<String> lines = text.lines().toList();
            Map<String, List<Integer>> names = new HashMap<>();
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < lines.size(); i++) {
                Matcher key = KEY.matcher(lines.get(i));
                if (key.matches()) {
                    places.putIfAbsent(key.group("place"), i);
                    names.computeIfAbsent(key.group("name"), name -> new ArrayList<>())
                            .add(i);
                }
            }
            return new Lock(lines, names, places);
        }

        boolean near(int from, String text) {
            return lines.subList(from, Math.min(lines.size(), from + 1 + NEAR)).stream()
                    .anyMatch(line -> line.contains(text));
        }
    }

    /** @param sources the text of a file by its path; empty when there is none to read */
    LockLines(UnaryOperator<String> sources) {
        this.sources = sources;
    }

    /**
     * The line of an installed package, from 1; 0 when it is not there.
     *
     * @param file the lock file's path
     * @param version empty for any
     */
    int of(String file, String name, String version) {
        Lock lock = lock(file);
        return lock.names().getOrDefault(name, List.of()).stream()
                .filter(line -> version.isEmpty() || lock.near(line, "\"version\": \"" + version + "\""))
                .mapToInt(line -> line + 1)
                .findFirst()
                .orElse(0);
    }

    /** The line of what is installed at one place, such as {@code node_modules/a/node_modules/b}, from 1; 0 when nothing is. */
    int at(String file, String place) {
        return lock(file).places().getOrDefault(place, -1) + 1;
    }

    private Lock lock(String file) {
        return locks.computeIfAbsent(file, path -> Lock.of(sources.apply(path)));
    }
}
