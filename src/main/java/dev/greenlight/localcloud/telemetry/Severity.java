package dev.greenlight.localcloud.telemetry;

import java.util.Locale;

/**
 * How grave an entry is, rising.
 *
 * @see <a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity">LogSeverity</a>
 */
enum Severity {
    DEFAULT,
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /** Accepts the usual short forms; what is no severity is DEFAULT. */
    static Severity of(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "DEBUG", "TRACE" -> DEBUG;
            case "INFO" -> INFO;
            case "NOTICE" -> NOTICE;
            case "WARN", "WARNING" -> WARNING;
            case "ERR", "ERROR" -> ERROR;
            case "CRIT", "CRITICAL", "FATAL" -> CRITICAL;
            case "ALERT" -> ALERT;
            case "EMERG", "EMERGENCY" -> EMERGENCY;
            default -> DEFAULT;
        };
    }

    /** What Cloud Run gives a request's entry. */
    static Severity of(int status) {
        return status >= 500 ? ERROR : status >= 400 ? WARNING : INFO;
    }
}
