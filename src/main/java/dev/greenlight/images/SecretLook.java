package dev.greenlight.images;

import java.util.regex.Pattern;

/** Whether a named value looks like a secret. Errs on the side of names that say so, and leaves out values that plainly are none. */
final class SecretLook {
    private static final Pattern TELLING_NAME =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL).*");
    /** Forms that their issuers chose so that they can be recognised. */
    private static final Pattern KNOWN_FORM = Pattern.compile(
            "(AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,}|AIza[0-9A-Za-z_-]{35}|ya29\\.[0-9A-Za-z_-]{20,}"
                    + "|xox[abprs]-[0-9A-Za-z-]{10,}|sk_live_[0-9A-Za-z]{16,}|npm_[A-Za-z0-9]{36}|glpat-[0-9A-Za-z_-]{20,}"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----");

    private static final Pattern ADDRESS_WITH_PASSWORD =
            Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^/\\s:@]{3,}@.*");
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i).*(dummy|change-?me|build|example|insecure|unsafe|placeholder|not-?a-?secret|not-?used|unused|fake|for-?tests?|collectstatic).*"
                    + "|true|false|none|null|[0-9]{1,6}|/.*|\\$.*|projects/.*/secrets/.*|x+|\\*+");

    private SecretLook() {}

    static boolean at(String name, String value) {
        if (KNOWN_FORM.matcher(value).find()
                || ADDRESS_WITH_PASSWORD.matcher(value).matches()) {
            return true;
        }
        return value.length() >= 8
                && TELLING_NAME.matcher(name).matches()
                && !NO_SECRET.matcher(value).matches();
    }
}
