package dev.greenlight.localcloud.recorded;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value of an answer that is not the recorded one.
 *
 * @param place such as {@code metadata.template.timeout}; {@code status} for that of HTTP
 * @param recorded missing when the recorded answer has no such field
 * @param ours missing when the answer here has no such field
 */
record Difference(Exchange exchange, String place, JsonNode recorded, JsonNode ours) {
    @Override
    public String toString() {
        return place + ": recorded " + recorded + ", here " + ours + "   [" + exchange + "]";
    }
}
