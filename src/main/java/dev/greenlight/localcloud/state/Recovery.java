package dev.greenlight.localcloud.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a folder say.
 *
 * @param generation of the newest snapshot; its log carries the same number
 * @param goodBytes of that log: what follows is torn or damaged
 * @param damage null when nothing acknowledged was lost
 */
record Recovery(
        Documents documents,
        int generation,
        long goodBytes,
        @Nullable String damage) {
    static final String SNAPSHOT = "snapshot-";
    static final String LOG = "log-";

    private static final Pattern GENERATION = Pattern.compile("(?:" + SNAPSHOT + "|" + LOG + ")([0-9]{1,9})");

    static Recovery of(Path folder) throws IOException {
        Documents documents = new Documents();
        int generation = newest(folder);
        Path snapshot = folder.resolve(SNAPSHOT + generation);
        Path log = folder.resolve(LOG + generation);
        String damage = null;
        if (Files.exists(snapshot)) {
            long good = replay(snapshot, documents);
            if (good < Files.size(snapshot)) {
                damage = keepAside(snapshot, good);
            }
        }
        long good = Files.exists(log) ? replay(log, documents) : 0;
        if (Files.exists(log) && !isTorn(log, good)) {
            String also = keepAside(log, good);
            damage = damage == null ? also : damage + " " + also;
        }
        return new Recovery(documents, generation, good, damage);
    }

    /** Of the newest snapshot; a log whose snapshot never got its name was never written to. */
    private static int newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(SNAPSHOT))
                    .flatMap(file -> generation(file).stream())
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        }
    }

    /** Empty when it is neither a snapshot nor a log, for instance one that was kept aside. */
    static Optional<Integer> generation(Path file) {
        Matcher matcher = GENERATION.matcher(file.getFileName().toString());
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** Applies the whole records from the start and returns how many bytes they are. */
    private static long replay(Path file, Documents documents) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                try {
                    documents.apply(Records.read(bytes, start, i));
                } catch (IOException | RuntimeException e) {
                    return start;
                }
                start = i + 1;
            }
        }
        return start;
    }

    /**
     * True when nothing, or only a line without its end, follows the good records: a write that was never acknowledged. A whole line that
     * does not match its checksum may have been acknowledged.
     */
    private static boolean isTorn(Path log, long good) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        for (int i = (int) good; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    private static String keepAside(Path file, long good) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        long lost = Files.size(file) - good;
        return "The state file " + file + " is damaged after byte " + good + "; a copy was kept as " + aside
                + ". Its last " + lost + " bytes could not be read: what they said is lost, all before them is there.";
    }
}
