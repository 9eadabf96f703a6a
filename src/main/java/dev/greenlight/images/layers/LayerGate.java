package dev.greenlight.images.layers;

import dev.greenlight.report.Severity;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says which files have no place in an image. */
public final class LayerGate {
    /** How much of a file is looked at. */
    static final int MOST_CONTENT = 64 * 1024;

    private static final Pattern KEY_NAME =
            Pattern.compile("(?i)(.*/)?([^/]+\\.(pem|key|ppk)|id_(rsa|dsa|ecdsa|ed25519)[^/]*)");
    private static final Pattern DOT_ENV =
            Pattern.compile("(.*/)?\\.env(\\.(?!example$|sample$|template$|dist$|defaults$)[^/]+)?");
    private static final Pattern LOGIN = Pattern.compile(
            "(.*/)?(\\.netrc|\\.pypirc|\\.npmrc|\\.git-credentials|\\.docker/config\\.json|\\.dockercfg|\\.aws/credentials)");
    private static final Pattern LOGIN_CONTENT = Pattern.compile(
            "(?im)_authToken\\s*=\\s*(?!\\$)\\S|_auth\\s*=\\s*(?!\\$)\\S|password\\s*[=:]?\\s*\\S|\"auth\"\\s*:\\s*\"\\S|aws_secret_access_key|://[^/\\s:]+:[^/\\s@]+@");
    private static final Pattern HISTORY = Pattern.compile("(.*/)?\\.git/HEAD");
    private static final Pattern JSON = Pattern.compile("(?i).*\\.json");
    private static final Pattern ACCOUNT_KEY = Pattern.compile(
            "\"type\"\\s*:\\s*\"service_account\"[\\s\\S]*\"private_key\"|\"private_key\"[\\s\\S]*\"type\"\\s*:\\s*\"service_account\"");
    private static final Pattern STORE = Pattern.compile("(?i)(.*/)?[^/]+\\.(p12|pfx|jks|keystore)");
    /** What packages bring along for their own tests, and the system's own self-signed example. */
    private static final Pattern PACKAGED = Pattern.compile(
            "(.*/)?(node_modules|site-packages|dist-packages)/.*|usr/(lib|share)/.*|.*ssl-cert-snakeoil.*");

    /**
     * What is wrong with a file.
     *
     * @param rule a short name
     * @param text continues "has"
     */
    public record Objection(Severity severity, String rule, String text) {}

    private LayerGate() {}

    /** Whether a file's beginning is needed to judge it. */
    static boolean wantsContent(String path) {
        return KEY_NAME.matcher(path).matches()
                || LOGIN.matcher(path).matches()
                || JSON.matcher(path).matches() && !PACKAGED.matcher(path).matches();
    }

    public static Optional<Objection> judge(LayerFile file) {
        Severity grave = PACKAGED.matcher(file.path()).matches() ? Severity.NOTE : Severity.ERROR;
        if (KEY_NAME.matcher(file.path()).matches() && file.start().contains("PRIVATE KEY-----")) {
            return objection(grave, "private-key", "a private key", file);
        }
        if (JSON.matcher(file.path()).matches()
                && ACCOUNT_KEY.matcher(file.start()).find()) {
            return objection(Severity.ERROR, "service-account-key", "a service account's key", file);
        }
        if (LOGIN.matcher(file.path()).matches()
                && LOGIN_CONTENT.matcher(file.start()).find()) {
            return objection(grave, "stored-login", "a stored login", file);
        }
        if (DOT_ENV.matcher(file.path()).matches() && file.size() > 0) {
            return objection(grave, "dot-env", "a file of variables, which is where passwords are kept,", file);
        }
        if (HISTORY.matcher(file.path()).matches()) {
            return objection(grave, "git-history", "the repository's history", file);
        }
        return STORE.matcher(file.path()).matches() && grave == Severity.ERROR
                ? objection(Severity.WARNING, "key-store", "a key store", file)
                : Optional.empty();
    }

    private static Optional<Objection> objection(Severity severity, String rule, String what, LayerFile file) {
        return Optional.of(new Objection(severity, rule, what + " at /" + file.path()));
    }
}
