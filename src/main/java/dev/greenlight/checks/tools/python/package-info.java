/**
 * Checks of Python sources. Their dependencies are looked at elsewhere. Entry type: {@link dev.greenlight.checks.tools.python.PythonTools}.
 *
 * <p>2026-11-29: a file that bandit cannot parse leaves its run incomplete rather than clean, though bandit itself ends with 0.
 */
@NullMarked
package dev.greenlight.checks.tools.python;

import org.jspecify.annotations.NullMarked;
