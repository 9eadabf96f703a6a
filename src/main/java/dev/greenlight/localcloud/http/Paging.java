package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * One page of a list.
 *
 * @param from the index of its first element
 * @param size how many elements it has at most, 1 or more
 * @param scope what the list is known by in its tokens
 * @see <a href="https://google.aip.dev/158">AIP-158, pagination</a>
 */
public record Paging(int from, int size, String scope) {
    /**
     * What {@code pageSize} and {@code pageToken} of the call ask for.
     *
     * @param usual the size when the call names none
     * @param most the size that a larger one is cut to
     * @throws ApiError invalid argument when the size is negative or the token is not one of this very list
     */
    public static Paging of(Call call, int usual, int most) {
        int size = call.number("pageSize", 0);
        if (size < 0) {
            throw ApiError.badField(
                    "page_size", "The page size must not be negative.", "The page size must not be negative: " + size);
        }
        String scope = Integer.toHexString(
                (call.path() + "?" + call.parameter("filter").orElse("")).hashCode());
        int from = offset(call.parameter("pageToken").orElse(""), scope);
        return new Paging(from, Math.min(size == 0 ? usual : size, most), scope);
    }

    /** The page's elements as {@code field}, left out when there are none, and {@code nextPageToken} when more follow. */
    public ObjectNode page(List<? extends ObjectNode> all, String field) {
        ObjectNode answer = Json.object();
        ArrayNode list = Json.MAPPER.createArrayNode();
        all.stream().skip(from).limit(size).forEach(list::add);
        if (!list.isEmpty()) {
            answer.set(field, list);
        }
        if (from + size < all.size()) {
            byte[] next = (scope + " from " + (from + size)).getBytes(StandardCharsets.UTF_8);
            answer.put("nextPageToken", Base64.getUrlEncoder().withoutPadding().encodeToString(next));
        }
        return answer;
    }

    private static int offset(String token, String scope) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches(scope + " from [0-9]{1,9}")) {
                return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
            }
            throw invalid();
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ApiError invalid() {
        return ApiError.badField("page_token", "Invalid page token.", "Invalid page token.");
    }
}
