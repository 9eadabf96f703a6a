package dev.greenlight.releases.symptoms;

import dev.greenlight.releases.evidence.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognises the usual causes for which a Django or React application does not run on Cloud Run. */
public final class Symptoms {
    /** More causes at once are guesses. */
    private static final int MOST = 4;

    /** In the order in which they explain one another: what keeps a container from starting first. */
    private static final List<Sign> SIGNS = Stream.of(
                    CloudSigns.ALL.stream(),
                    DatabaseSigns.ALL.stream(),
                    DjangoSigns.ALL.stream(),
                    FrontEndSigns.ALL.stream())
            .flatMap(signs -> signs)
            .toList();

    private Symptoms() {}

    /** The causes that what is known of a failure tells of, the likeliest first; empty when none was recognised. */
    public static List<Symptom> of(Failure failure) {
        List<String> said = lines(failure.lines());
        List<String> noticed = Stream.concat(Stream.of(failure.reason()), failure.answers().stream())
                .flatMap(String::lines)
                .toList();
        List<String> all = Stream.concat(noticed.stream(), said.stream()).toList();
        List<Symptom> found = new ArrayList<>();
        SIGNS.forEach(sign -> add(found, first(sign, all, failure.where())));
        AnswerSigns.ALL.forEach(sign -> add(found, first(sign, noticed, failure.where())));
        add(found, Listening.elsewhere(all, failure.where()));
        if (found.isEmpty()) {
            LastWords.ALL.forEach(sign -> add(found, first(sign, said.reversed(), failure.where())));
        }
        return found.stream().limit(MOST).toList();
    }

    private static List<String> lines(List<LogLine> lines) {
        return lines.stream().flatMap(line -> line.text().lines()).toList();
    }

    /** A line explains one thing: what is said of it first is the most exact. */
    private static void add(List<Symptom> found, Optional<Symptom> symptom) {
        symptom.filter(one -> found.stream()
                        .noneMatch(known ->
                                known.kind().equals(one.kind()) || known.seen().equals(one.seen())))
                .ifPresent(found::add);
    }

    private static Optional<Symptom> first(Sign sign, List<String> lines, Whereabouts where) {
        return lines.stream().flatMap(line -> sign.in(line, where).stream()).findFirst();
    }
}
