/**
 * Values that must not be seen, and references to where they are kept.
 *
 * <p>No room prints a {@link dev.greenlight.secrets.Secret}; whoever needs the value asks for it by name ({@code reveal}) at the last moment.
 * Entry types: {@link dev.greenlight.secrets.Secret}.
 */
@NullMarked
package dev.greenlight.secrets;

import org.jspecify.annotations.NullMarked;
