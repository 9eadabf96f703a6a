package dev.greenlight.localcloud.recipes;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as Kubernetes writes them, {@code 512Mi} for instance. */
final class Memory {
    private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(Ki|Mi|Gi|k|M|G|)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L, "k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30);
    /** The engine refuses to run anything in less. */
    private static final long LEAST = 6L << 20;

    private Memory() {}

    /** 0 when the text is no quantity or too little to run in. */
    static long bytes(String quantity) {
        Matcher matcher = QUANTITY.matcher(quantity);
        if (!matcher.matches()) {
            return 0;
        }
        long unit = UNITS.getOrDefault(matcher.group(2), 1L);
        long bytes = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue();
        return bytes < LEAST ? 0 : bytes;
    }
}
