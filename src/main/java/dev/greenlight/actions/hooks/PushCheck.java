package dev.greenlight.actions.hooks;

import dev.greenlight.process.Client;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Checks what is pushed, and says briefly what stops it. */
public final class PushCheck {
    private final Repository repository;
    /** Lines of what passed; the last one may stand for many. */
    private static final int MOST_PASSED = 10;

    private final Function<Path, Report> checks;
    private final String again;
    private final Severity failOn;

    /**
     * @param git runs programs in a folder of the repository
     * @param checks checks the repository that lies in a folder
     * @param again the command that does the same on the folder, but for which checks
     * @param failOn the least grave finding that stops a push
     */
    public PushCheck(Client git, Function<Path, Report> checks, String again, Severity failOn) {
        this.repository = new Repository(git);
        this.checks = checks;
        this.again = again;
        this.failOn = failOn;
    }

    /**
     * @param pushed git's lines to the hook
     * @param lines receives what a person is to read: 20 lines at most
     * @return whether the push may go on
     */
    public boolean allows(String pushed, Consumer<String> lines) {
        List<String> objects = PushedCommits.parse(pushed);
        List<String> passed = new ArrayList<>();
        for (String object : objects) {
            Report report;
            try (WorkTree tree = WorkTree.of(repository, object)) {
                report = checks.apply(tree.folder());
            }
            if (report.verdict() instanceof Verdict.Failed failed) {
                PushRefusal.lines(object, report, failed, again, failOn).forEach(lines);
                return false;
            }
            passed.add("%s: %s".formatted(object.substring(0, 12), report.title()));
        }
        passed.stream().limit(MOST_PASSED).forEach(lines);
        if (passed.size() > MOST_PASSED) {
            lines.accept("and %d more, all passed".formatted(passed.size() - MOST_PASSED));
        }
        return true;
    }
}
