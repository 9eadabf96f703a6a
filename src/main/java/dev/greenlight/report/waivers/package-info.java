/**
 * Findings that people have decided to live with until a day that they named.
 *
 * <p>Lives here: what a waiver is, which finding it covers, and what is to be said of waivers themselves. Does not: the file that they are
 * written in, which is the room {@code project}'s, and what a finding that counts leads to. Entry type:
 * {@link dev.greenlight.report.waivers.WaiverGate}.
 *
 * <p>2026-11-29: in this room, since one file of waivers serves all tools: whatever room finds something can ask.
 * <p>2026-11-29: a waiver that has expired fails by what it no longer covers, and not by being there. A team that has fixed the finding is told
 * to remove the waiver, and is not stopped for it.
 */
@NullMarked
package dev.greenlight.report.waivers;

import org.jspecify.annotations.NullMarked;
