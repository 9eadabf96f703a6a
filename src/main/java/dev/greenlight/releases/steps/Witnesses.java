package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.evidence.Registry;

/** The ports that show what a release does. */
public record Witnesses(Prober prober, Metrics metrics, Logs logs, Registry registry) {}
