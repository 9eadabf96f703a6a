/**
 * Faults on demand: a script says which calls go wrong and how, so that whoever calls can be seen to cope.
 *
 * <p>Lives here: the script's format, which rule meets which call, refusals in Google's words, broken connections, metrics and logs that are
 * missing or late. What goes wrong after a write was accepted is only named here ({@link dev.greenlight.localcloud.resources.Mishap}) and done
 * by whoever does the write. Entry type: {@link dev.greenlight.localcloud.faults.Faults}.
 *
 * <p>2026-11-25: rules count calls, and chance is drawn from the seed, the rule and the call's number, never from a clock or a shared source:
 * the same script and the same calls give the same faults, however the calls overlap.
 *
 * <p>2026-11-25: a rule names methods by what the API calls them and is refused when there is no such method: a rule that can never fire
 * would make a test pass that shows nothing.
 */
@NullMarked
package dev.greenlight.localcloud.faults;

import org.jspecify.annotations.NullMarked;
