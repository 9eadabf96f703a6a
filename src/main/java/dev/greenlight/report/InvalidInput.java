package dev.greenlight.report;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input is refused; nothing has been done yet. Carries every fault found, not the first. Exit code 2. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One refused input.
     *
     * @param name the input, flag, or place in a file ({@code greenlight.yml:12 services.backend.port})
     * @param value what was given; for a secret pass {@code ***}
     * @param accepted the accepted form, in words
     * @param example one valid value
     */
    public record Fault(String name, String value, String accepted, String example) {
        @Override
        public String toString() {
            return "%s: '%s' is not accepted; expected %s, for example: %s"
                    .formatted(name, shortened(value), accepted, example);
        }

        private static String shortened(String value) {
            return value.length() <= 200 ? value : value.substring(0, 200) + "… (" + value.length() + " characters)";
        }
    }

    public InvalidInput(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("an invalid input has at least one fault");
        }
        this.faults = List.copyOf(faults);
    }

    public InvalidInput(String name, String value, String accepted, String example) {
        this(List.of(new Fault(name, value, accepted, example)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
