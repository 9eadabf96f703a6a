package dev.greenlight.localcloud.faults;

import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.resources.Mishap;
import java.time.Duration;

/** What a rule does to a call. */
sealed interface Trouble {
    /** Nothing beside the rule's latency. */
    record Nothing() implements Trouble {}

    /** Refused in Google's words. @param message empty = the usual words for the status */
    record Refused(Status status, String message) implements Trouble {}

    /** Answered by the front end in front of the API, in HTML. @param status 400 to 599 */
    record FrontEnd(int status) implements Trouble {}

    /** Refused for a quota that is used up. */
    record Quota() implements Trouble {}

    /** Refused for a missing permission. @param permission empty = the one that the method asks for */
    record Denied(String permission) implements Trouble {}

    /** The connection breaks. @param after whether the call has had its effect by then */
    record Broken(boolean after) implements Trouble {}

    /** The write is accepted, and then it goes wrong. */
    record Later(Mishap mishap) implements Trouble {}

    /** Metrics or log entries are not there. */
    record Missing() implements Trouble {}

    /** Every point of a metric says zero. */
    record Zero() implements Trouble {}

    /** Metrics or log entries come this much later than they otherwise do. */
    record Late(Duration by) implements Trouble {}
}
