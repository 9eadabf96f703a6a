package dev.greenlight.checks.assessment;

import java.util.BitSet;
import java.util.List;

/**
 * What comparing with another run came to.
 *
 * @param fresh the indexes of the findings that are new; not changed any more
 * @param with what was compared with, in words: {@code the merge base 0123abc with the branch main}
 * @param notes what a reader must know of it, one sentence each
 */
public record Comparison(BitSet fresh, String with, List<String> notes) {
    public Comparison {
        notes = List.copyOf(notes);
    }
}
