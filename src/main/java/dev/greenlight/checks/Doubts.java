package dev.greenlight.checks;

import dev.greenlight.checks.scratch.Submodules;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a check that ended well may not have seen all that it should have. */
final class Doubts {
    private static final int MOST_NAMED = 5;

    private Doubts() {}

    /**
     * What is to be doubted of a check; empty for nothing.
     *
     * @param folder the one that the tool worked in, relative to the repository; empty for all of it
     */
    static Optional<String> of(PlannedCheck planned, Round round, String folder) {
        String reasons = Stream.of(
                        Optional.ofNullable(round.doubts().get(planned.tool())),
                        links(planned.target(), folder, round.copy().leadingOut()),
                        submodules(
                                planned.target(),
                                folder,
                                Submodules.absent(round.checkout().workspace())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return Optional.of(reasons).filter(text -> !text.isEmpty());
    }

    /**
     * The links that the tools do not get to see. A service's tools look at its folder, those of the history at no file, all others at everything.
     *
     * @param leadingOut all of the repository's, relative to it
     */
    static Optional<String> links(Target target, String folder, List<String> leadingOut) {
        List<String> concerned = switch (target) {
            case ServiceFacts _
            when !folder.isEmpty() ->
                leadingOut.stream()
                        .filter(link -> (link + "/").startsWith(folder + "/") || folder.startsWith(link + "/"))
                        .toList();
            case HistoryFacts _ -> List.of();
            default -> leadingOut;
        };
        return reason("links that lead out of the repository are not looked at: ", concerned);
    }

    /**
     * What belongs to a service and is not there. Elsewhere a submodule is another repository's, which is looked after there; a service that is the
     * whole repository has such ones as well.
     */
    static Optional<String> submodules(Target target, String folder, List<String> absent) {
        return target instanceof ServiceFacts
                ? reason(
                        "submodules of the service are not checked out (checkout's option submodules): ",
                        absent.stream()
                                .filter(path -> !folder.isEmpty() && (path + "/").startsWith(folder + "/"))
                                .toList())
                : Optional.empty();
    }

    private static Optional<String> reason(String words, List<String> concerned) {
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        String named = concerned.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = concerned.size() - MOST_NAMED;
        return Optional.of(words + named + (more > 0 ? " and " + more + " more" : ""));
    }
}
