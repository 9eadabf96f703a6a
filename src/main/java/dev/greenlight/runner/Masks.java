package dev.greenlight.runner;

import dev.greenlight.report.MarkdownText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hides the secrets that it was told of in every text that passes through: as they are, line by line, in base64 at every alignment, and escaped
 * for JSON, XML, Markdown and addresses; and what is left of one before an ellipsis, where a text was cut. Safe for use by several threads.
 */
public final class Masks {
    private static final String HIDDEN = "***";
    /** What this program puts where it cuts a text. */
    private static final char CUT = '…';
    /** Shorter lines of a longer secret, such as a brace, say nothing and would blot out everything. */
    private static final int SHORTEST_LINE = 4;
    /** Shorter encoded forms occur by chance. */
    private static final int SHORTEST_FORM = 8;

    private final Set<String> lines = new LinkedHashSet<>();
    private final Set<String> forms = new LinkedHashSet<>();
    private volatile List<String> longestFirst = List.of();

    /**
     * Hides the secret from now on.
     *
     * @param secret blank is ignored
     * @return its lines that were not hidden before, each of which the runner must be told
     */
    public synchronized List<String> add(String secret) {
        if (secret.isBlank()) {
            return List.of();
        }
        List<String> fresh = new ArrayList<>();
        for (String line : linesOf(secret)) {
            if (lines.add(line)) {
                fresh.add(line);
            }
            addForms(line);
        }
        addForms(secret);
        List<String> all = new ArrayList<>(lines);
        all.addAll(forms);
        all.sort(Comparator.comparingInt(String::length).reversed());
        longestFirst = List.copyOf(all);
        return fresh;
    }

    /** The text with every known secret hidden. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : longestFirst) {
            if (redacted.contains(secret)) {
                redacted = redacted.replace(secret, HIDDEN);
            }
        }
        return redacted.indexOf(CUT) < 0 ? redacted : withoutBeginnings(redacted);
    }

    /** A text that was cut for want of room may end in the midst of a secret, of which the beginning is then told all the same. */
    private String withoutBeginnings(String text) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(CUT); at >= 0; at = text.indexOf(CUT, at + 1)) {
            int begun = begun(text, from, at);
            shown.append(text, from, at - begun).append(begun > 0 ? HIDDEN : "").append(CUT);
            from = at + 1;
        }
        return shown.append(text, from, text.length()).toString();
    }

    /** How many characters before a place are the beginning of a secret. */
    private int begun(String text, int from, int at) {
        int most = 0;
        for (String secret : longestFirst) {
            int start = text.indexOf(secret.charAt(0), Math.max(from, at - secret.length()), at);
            while (start >= 0 && at - start >= Math.max(SHORTEST_LINE, most + 1)) {
                if (text.regionMatches(start, secret, 0, at - start)) {
                    most = at - start;
                }
                start = text.indexOf(secret.charAt(0), start + 1, at);
            }
        }
        return most;
    }

    /** A key inside a JSON document has its line ends written as two characters; whoever uses the key prints real lines. */
    private static Set<String> linesOf(String secret) {
        Set<String> found = new LinkedHashSet<>();
        String[] written = secret.strip().split("\\R");
        if (written.length == 1) {
            found.add(written[0]);
        }
        for (String line : (secret + "\n" + secret.replace("\\n", "\n")).split("\\R")) {
            if (line.strip().length() >= SHORTEST_LINE) {
                found.add(line.strip());
            }
        }
        return found;
    }

    private void addForms(String secret) {
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        List<String> candidates = new ArrayList<>(
                List.of(secret, url, url.replace("+", "%20"), json(secret), MarkdownText.escaped(secret), xml(secret)));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        candidates.add(Base64.getEncoder().encodeToString(bytes));
        candidates.add(Base64.getUrlEncoder().encodeToString(bytes));
        for (int shift = 0; shift < 3; shift++) {
            String middle = base64At(bytes, shift);
            candidates.add(middle);
            candidates.add(middle.replace('+', '-').replace('/', '_'));
        }
        for (String form : candidates) {
            if (form.length() >= SHORTEST_FORM) {
                forms.add(form);
            }
        }
    }

    /** What base64 makes of the bytes in the midst of others: only the characters that depend on them alone. */
    private static String base64At(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return from < to ? encoded.substring(from, to) : "";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }
}
