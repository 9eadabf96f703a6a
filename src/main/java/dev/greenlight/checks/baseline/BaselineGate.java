package dev.greenlight.checks.baseline;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides which findings are new, by pairing those of now with those of another run, each at most once: first the same line with the same
 * neighbours in the same file, then the same line in the same file, and last the same line with the same neighbours in a file that is gone.
 * What finds no partner is new.
 */
public final class BaselineGate {
    private final List<Mark> now;
    private final List<Mark> then;
    private final Moves moves;
    private final BitSet fresh;
    private final BitSet free;

    private BaselineGate(List<Mark> now, List<Mark> then, Moves moves) {
        this.now = now;
        this.then = then;
        this.moves = moves;
        this.fresh = all(now.size());
        this.free = all(then.size());
    }

    /** The indexes of what is new. Among equal findings the last are. */
    public static BitSet fresh(List<Mark> now, List<Mark> then, Moves moves) {
        BaselineGate gate = new BaselineGate(now, then, moves);
        gate.pair(
                mark -> new Key(moves.then(mark.path()), mark.content()), mark -> new Key(mark.path(), mark.content()));
        gate.pair(mark -> new Key(moves.then(mark.path()), mark.line()), mark -> new Key(mark.path(), mark.line()));
        gate.free.stream()
                .filter(i -> !moves.gone().contains(then.get(i).path()))
                .forEach(gate.free::clear);
        gate.pair(mark -> new Key("", mark.content()), mark -> new Key("", mark.content()));
        return gate.fresh;
    }

    private record Key(String path, Fingerprint fingerprint) {}

    private void pair(Function<Mark, Key> ofNow, Function<Mark, Key> ofThen) {
        Map<Key, BitSet> partners = new HashMap<>();
        for (int i = free.nextSetBit(0); i >= 0; i = free.nextSetBit(i + 1)) {
            partners.computeIfAbsent(ofThen.apply(then.get(i)), key -> new BitSet())
                    .set(i);
        }
        for (int i = fresh.nextSetBit(0); i >= 0; i = fresh.nextSetBit(i + 1)) {
            BitSet equal = partners.getOrDefault(ofNow.apply(now.get(i)), new BitSet());
            int partner = equal.nextSetBit(0);
            if (partner >= 0) {
                equal.clear(partner);
                free.clear(partner);
                fresh.clear(i);
            }
        }
    }

    private static BitSet all(int size) {
        BitSet set = new BitSet(size);
        set.set(0, size);
        return set;
    }
}
