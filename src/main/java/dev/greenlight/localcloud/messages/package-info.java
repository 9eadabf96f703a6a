/**
 * The fields of Google's published messages, and reading JSON against them: names, types, defaults, masks.
 *
 * <p>Knows no rule beyond a message's shape. The description {@code google-apis.json} is written from the client libraries' descriptors by
 * a test, which also keeps the two equal; this package itself does not need those libraries. Entry type:
 * {@link dev.greenlight.localcloud.messages.MessageReader}.
 *
 * <p>2026-11-24: documents are kept in one canonical form (lower camel case, enums by name, int64 as strings, defaults left out), so that
 * two documents are equal exactly when they mean the same.
 */
@NullMarked
package dev.greenlight.localcloud.messages;

import org.jspecify.annotations.NullMarked;
