package dev.greenlight.checks.tools;

/** What a check is run on. */
public sealed interface Target permits ServiceFacts, ComposeFacts, RepositoryFacts, HistoryFacts {
    /** What a person calls it; one line. */
    String name();
}
