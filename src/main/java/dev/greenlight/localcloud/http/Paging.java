package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * One page of a list.
 *
 * @param list what is listed; a token of another list is refused
 * @param from the index of its first element, for elements that have no place
 * @param after the place of the element before it; empty for the first page, or when elements have no place
 * @param size how many elements it has at most, 1 or more
 * @see <a href="https://google.aip.dev/158">AIP-158, pagination</a>
 */
public record Paging(String list, int from, String after, int size) {

    /**
     * What {@code pageSize} and {@code pageToken} of the call ask for.
     *
     * @param usual the size when the call names none
     * @param most the size that a larger one is cut to
     */
    public static Paging of(Call call, int usual, int most) {
        int size = call.number("pageSize", 0);
        if (size < 0) {
            throw ApiError.badField(
                    "page_size", "The page size must not be negative.", "The page size must not be negative: " + size);
        }
        int shown = Math.min(size == 0 ? usual : size, most);
        String list = mark(call.path() + " " + call.parameter("filter").orElse(""));
        String token = call.parameter("pageToken").orElse("");
        return token.isEmpty() ? new Paging(list, 0, "", shown) : parse(token, list, shown);
    }

    /**
     * The page's elements as {@code field}, left out when there are none, and {@code nextPageToken} when more follow.
     *
     * @param all by name, or without names
     */
    public ObjectNode page(List<? extends ObjectNode> all, String field) {
        return page(all, Paging::name, Comparator.naturalOrder(), element -> element, field);
    }

    /**
     * The same of elements that are made only when they are shown.
     *
     * @param all in the order of their places
     * @param place where an element belongs in the list, also when it is gone
     */
    public <E> ObjectNode page(
            List<? extends E> all,
            Function<E, String> place,
            Comparator<? super String> order,
            Function<E, ObjectNode> made,
            String field) {
        ObjectNode answer = Json.object();
        ArrayNode elements = Json.MAPPER.createArrayNode();
        int start = start(all, place, order);
        int end = Math.min(all.size(), start + size);
        for (int i = start; i < end; i++) {
            elements.add(made.apply(all.get(i)));
        }
        if (!elements.isEmpty()) {
            answer.set(field, elements);
        }
        if (end < all.size()) {
            answer.put("nextPageToken", token(end, place.apply(all.get(end - 1))));
        }
        return answer;
    }

    /**
     * Elements that came or went since the last page move the others: so the list goes on behind the place of the last one that was shown, even
     * when that one is gone.
     */
    private <E> int start(List<? extends E> all, Function<E, String> place, Comparator<? super String> order) {
        if (after.isEmpty()) {
            return Math.min(from, all.size());
        }
        int start = 0;
        while (start < all.size() && order.compare(place.apply(all.get(start)), after) <= 0) {
            start++;
        }
        return start;
    }

    private static String name(ObjectNode element) {
        return element.path("name").asText();
    }

    private String token(int next, String last) {
        byte[] text = (list + " " + next + " " + last).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static Paging parse(String token, String list, int size) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", 3);
            if (parts.length == 3 && parts[0].equals(list) && parts[1].matches("[0-9]{1,9}")) {
                return new Paging(list, Integer.parseInt(parts[1]), parts[2], size);
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiError invalid() {
        return ApiError.badField("page_token", "Invalid page token.", "Invalid page token.");
    }

    private static String mark(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
