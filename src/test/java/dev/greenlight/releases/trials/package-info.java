/** Tests of what asks a new revision whether it is any good. */
@org.jspecify.annotations.NullMarked
package dev.greenlight.releases.trials;
