package dev.greenlight.releases.symptoms;

import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in foreign words. The masks hide the secrets that this program knows; an application's own, which Secret
 * Manager gave to it alone, it can only know by their looks.
 */
public final class Veil {
    /** The password of an address. */
    private static final Pattern ADDRESS = Pattern.compile("(\\w{2,20}://[^\\s:/@]{0,100}:)[^\\s@]{1,200}(@)");
    /** What follows the name of a secret thing and a sign of equality. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\"']?[\\w.-]{0,60}(?:password|passwd|secret|token|api_?key|private_?key|credentials?)[\\w.-]{0,20}[\"']?\\s?[=:]\\s?)"
                    + "(?!\\s|$|projects/)(?:\"[^\"]{1,500}\"|'[^']{1,500}'|[^\\s,;&)}\\]\"']{1,500})");

    private static final Pattern BEARER = Pattern.compile("(?i)(\\bBearer )[\\w.~+/=-]{8,}");

    private Veil() {}

    /** The text with *** in place of what looks like a secret. */
    public static String over(String text) {
        String hidden = ADDRESS.matcher(text).replaceAll("$1***$2");
        hidden = BEARER.matcher(hidden).replaceAll("$1***");
        return NAMED.matcher(hidden).replaceAll("$1***");
    }
}
