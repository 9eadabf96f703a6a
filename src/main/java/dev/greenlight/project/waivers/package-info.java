/**
 * The file of waivers, {@code greenlight-waivers.yml}.
 *
 * <p>Reads text and gives {@link dev.greenlight.report.waivers.Waiver}s; what these do to a verdict is not decided here. Entry type:
 * {@link dev.greenlight.project.waivers.WaiversFile}.
 *
 * <p>2026-11-29: an entry names exactly one rule or advisory and exactly one path or package, and always an owner, a reason and a last day: what
 * switches a tool off for good belongs into the tool's own configuration.
 */
@NullMarked
package dev.greenlight.project.waivers;

import org.jspecify.annotations.NullMarked;
