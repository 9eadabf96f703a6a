/**
 * What the local cloud remembers: JSON documents by collection and key, durable before they are acknowledged.
 *
 * <p>Knows no resource. Entry type: {@link dev.greenlight.localcloud.state.Store}.
 *
 * <p>2026-11-24: an append-only log of checked records plus a snapshot, instead of a database: a few thousand small documents, one
 * process, and a format that a person can read. A record is one line, {@code <crc32> <json>}; a torn last line is a write that was
 * never acknowledged and is dropped; damage anywhere else is reported, and the damaged file is kept.
 */
@NullMarked
package dev.greenlight.localcloud.state;

import org.jspecify.annotations.NullMarked;
