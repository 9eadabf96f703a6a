package dev.greenlight.actions;

import dev.greenlight.report.Progress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs the local cloud until it is told to stop. */
final class LocalCloudCommand {
    static final String NAME = "local-cloud";

    private LocalCloudCommand() {}

    static CommandSpec spec() {
        return CommandSpec.create().name(NAME);
    }

    static int run(ParseResult flags, Progress progress) {
        throw new IllegalStateException("not there");
    }
}
