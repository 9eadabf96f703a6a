package dev.greenlight.actions;

import dev.greenlight.report.Report;

/** One action: {@code quality}, {@code test}, {@code build-scan}, {@code deploy-bluegreen} or {@code rollback}. */
interface Door {
    /** The action's name: its folder below {@code actions/} and its subcommand. */
    String name();

    /**
     * Does the action's work.
     *
     * @throws dev.greenlight.report.InvalidInput before any effect, with every fault of the inputs
     * @throws dev.greenlight.report.ExternalFailure when something outside failed and no verdict can be given
     */
    Report open(Inputs inputs, Surroundings surroundings);
}
