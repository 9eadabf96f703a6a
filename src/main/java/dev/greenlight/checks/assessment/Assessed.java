package dev.greenlight.checks.assessment;

import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.report.Finding;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.Waiver;
import java.util.Optional;

/**
 * One finding and how it stands.
 *
 * @param finding what was found
 * @param mark by what it is known again
 * @param occurrence from 1, among findings of equal text in the same file
 * @param fresh whether the baseline does not know it; true without a baseline
 * @param ruling what the waivers say
 */
public record Assessed(Finding finding, Mark mark, int occurrence, boolean fresh, Ruling ruling) {
    /** Whether it takes part in the verdict, if it is grave enough. */
    public boolean counts() {
        return switch (ruling) {
            case Ruling.Waived _ -> false;
            case Ruling.Lapsed _ -> true;
            case Ruling.Counts() -> fresh;
        };
    }

    /** The waiver that holds for it. */
    public Optional<Waiver> waiver() {
        return ruling instanceof Ruling.Waived holds ? Optional.of(holds.waiver()) : Optional.empty();
    }

    /** A text that stays the same when its line or its file moves. */
    public String fingerprint() {
        return mark.content() + ":" + occurrence;
    }

    /** In one word: {@code waived}, {@code expired} (its waiver is), {@code old} or {@code new}. */
    public String standing() {
        return switch (ruling) {
            case Ruling.Waived _ -> "waived";
            case Ruling.Lapsed _ -> "expired";
            case Ruling.Counts() -> fresh ? "new" : "old";
        };
    }
}
