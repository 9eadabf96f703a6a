/**
 * What the local cloud remembers: JSON documents by collection and key, durable before they are acknowledged.
 *
 * <p>Knows no resource. Entry type: {@link dev.greenlight.localcloud.state.Store}.
 *
 * <p>2026-11-24: an append-only log of checked records plus a snapshot, instead of a database: a few thousand small documents, one
 * process, and a format that a person can read. A record is one line, {@code <crc32> <json>}; a torn last line is a write that was
 * never acknowledged and is dropped; damage anywhere else is reported, and the damaged file is kept.
 *
 * <p>2026-11-25: a write is acknowledged after {@code fdatasync} of the log; new files also after their folder is synced. What
 * is lost by a kill or a power failure is thus only what nobody was promised. A whole line that does not match its checksum counts as damage
 * even at the end: it may have been promised.
 *
 * <p>2026-11-25: writes that wait for the disk at the same time are written and synced together; who reads waits for none of them. Documents are
 * kept as text: a tree of nodes takes ten times the memory, and hundreds of thousands of nodes make every collection of garbage long.
 *
 * <p>2026-11-29: the newest snapshot alone says which generation stands, and its log is there before it has its name: whichever step of a
 * compaction fails, what is acknowledged afterwards is written to the log that the next start reads.
 */
@NullMarked
package dev.greenlight.localcloud.state;

import org.jspecify.annotations.NullMarked;
