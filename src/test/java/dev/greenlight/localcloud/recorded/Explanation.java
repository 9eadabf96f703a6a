package dev.greenlight.localcloud.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Why a value is not the recorded one: in one kind of exchange, at one place, and for one kind of value. Whatever else is there is no longer explained.
 *
 * @param calls the method and the path without its query
 * @param values what was recorded and what is answered here
 */
record Explanation(String why, Pattern calls, Pattern place, BiPredicate<JsonNode, JsonNode> values) {
    static Explanation of(String why, String calls, String place, BiPredicate<JsonNode, JsonNode> values) {
        return new Explanation(why, Pattern.compile(calls), Pattern.compile(place), values);
    }

    boolean explains(Difference difference) {
        Exchange exchange = difference.exchange();
        String call = exchange.method() + " " + exchange.target().replaceFirst("\\?.*", "");
        return calls.matcher(call).matches()
                && place.matcher(difference.place()).matches()
                && values.test(difference.recorded(), difference.ours());
    }

    /** The recorded answer has no such field, and the one here has a text of the form. */
    static BiPredicate<JsonNode, JsonNode> added(String form) {
        Pattern pattern = Pattern.compile(form);
        return added(ours -> ours.isTextual() && pattern.matcher(ours.asText()).matches());
    }

    /** The recorded answer has no such field, and the one here has such a value. */
    static BiPredicate<JsonNode, JsonNode> added(Predicate<JsonNode> such) {
        return (recorded, ours) -> recorded.isMissingNode() && such.test(ours);
    }

    /** One text where another was recorded. */
    static BiPredicate<JsonNode, JsonNode> changed(String from, String to) {
        return (recorded, ours) -> recorded.isTextual()
                && recorded.asText().matches(from)
                && ours.isTextual()
                && ours.asText().matches(to);
    }

    @Override
    public String toString() {
        return calls + " at " + place + ": " + why;
    }
}
