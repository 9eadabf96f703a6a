package dev.greenlight.actions.hooks;

import dev.greenlight.process.Client;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** Checks what is pushed, and says briefly what stops it. */
public final class PushCheck {
    private final Repository repository;
    private final Function<Path, Report> checks;

    /**
     * @param git runs programs in a folder of the repository
     * @param checks checks the repository that lies in a folder
     */
    public PushCheck(Client git, Function<Path, Report> checks) {
        this.repository = new Repository(git);
        this.checks = checks;
    }

    /**
     * @param pushed git's lines to the hook
     * @param lines receives what a person is to read: 20 lines at most
     * @return whether the push may go on
     */
    public boolean allows(String pushed, Consumer<String> lines) {
        for (String object : PushedCommits.parse(pushed)) {
            Report report;
            try (WorkTree tree = WorkTree.of(repository, object)) {
                report = checks.apply(tree.folder());
            }
            if (report.verdict() instanceof Verdict.Failed failed) {
                PushRefusal.lines(object, report, failed).forEach(lines);
                return false;
            }
            lines.accept("%s: %s".formatted(object.substring(0, 12), report.title()));
        }
        return true;
    }
}
