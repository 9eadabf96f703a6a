/**
 * Running a command: arguments, time limit, streams, redaction, and putting away what it leaves.
 *
 * <p>Says nothing about what a command means. A child never inherits this process's environment: a {@link dev.greenlight.process.Command}
 * states all that it sees. Entry types: {@link dev.greenlight.process.Command}, {@link dev.greenlight.process.Commands}.
 */
@NullMarked
package dev.greenlight.process;

import org.jspecify.annotations.NullMarked;
