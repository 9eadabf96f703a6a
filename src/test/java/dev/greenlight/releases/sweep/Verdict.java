package dev.greenlight.releases.sweep;

import java.util.List;

/**
 * How a case ended.
 *
 * @param aborted whether the disturbed run gave up; never so of a run that was killed
 * @param faults all that was not as it should be; empty when it was
 */
record Verdict(boolean aborted, List<String> faults) {}
