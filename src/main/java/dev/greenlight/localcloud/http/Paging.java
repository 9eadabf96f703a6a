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
 * @see <a href="https://google.aip.dev/158">AIP-158, pagination</a>
 */
public record Paging(int from, int size) {
    private static final String MARK = "from ";

    /**
     * What {@code pageSize} and {@code pageToken} of the call ask for.
     *
     * @param usual the size when the call names none
     * @param most the size that a larger one is cut to
     */
    public static Paging of(Call call, int usual, int most) {
        return of(call.number("pageSize", 0), call.parameter("pageToken").orElse(""), usual, most);
    }

    /** The same for a call that has them in its body. */
    public static Paging of(int size, String token, int usual, int most) {
        if (size < 0) {
            throw ApiError.invalidArgument("page_size must not be negative.");
        }
        return new Paging(offset(token), Math.min(size == 0 ? usual : size, most));
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
            byte[] next = (MARK + (from + size)).getBytes(StandardCharsets.UTF_8);
            answer.put("nextPageToken", Base64.getUrlEncoder().withoutPadding().encodeToString(next));
        }
        return answer;
    }

    private static int offset(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches(MARK + "[0-9]{1,9}")) {
                return Integer.parseInt(text.substring(MARK.length()));
            }
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidArgument("Invalid page token.");
        }
        throw ApiError.invalidArgument("Invalid page token.");
    }
}
