package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** A list in pages, by {@code pageSize} and {@code pageToken}. */
public final class Page {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private Page() {}

    /** @param field what the list is called in the answer */
    public static ObjectNode of(Collection<ObjectNode> all, String field, Call call) {
        int size = call.number("pageSize", 0);
        if (size < 0) {
            throw ApiError.invalidArgument("page_size must not be negative.");
        }
        int most = Math.min(size == 0 ? USUAL : size, MOST);
        int from = offset(call.parameter("pageToken").orElse(""));
        List<ObjectNode> items = List.copyOf(all);
        ObjectNode answer = Json.object();
        ArrayNode list = Json.MAPPER.createArrayNode();
        items.stream().skip(from).limit(most).forEach(list::add);
        if (!list.isEmpty()) {
            answer.set(field, list);
        }
        if (from + most < items.size()) {
            byte[] next = ("from " + (from + most)).getBytes(StandardCharsets.UTF_8);
            answer.put("nextPageToken", Base64.getUrlEncoder().withoutPadding().encodeToString(next));
        }
        return answer;
    }

    private static int offset(String token) {
        try {
            if (token.isEmpty()) {
                return 0;
            }
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("from [0-9]{1,9}")) {
                return Integer.parseInt(text.substring(5));
            }
        } catch (IllegalArgumentException e) {
            throw ApiError.invalidArgument("Invalid page token.");
        }
        throw ApiError.invalidArgument("Invalid page token.");
    }
}
