package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a registered handler.
 *
 * @param variables the template's variables, percent-decoded
 * @param query every query parameter in order, percent-decoded
 * @param headers the first value of each header, names in lower case
 * @param content the body as sent; empty when there was none
 * @param caller the account's e-mail address; {@link #OWNER} when the request carried no bearer token
 */
public record Call(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] content,
        String caller) {
    /** Who calls without a token: the person at this machine. */
    public static final String OWNER = "owner@local.greenlight.dev";

    /** The same call with other query parameters. */
    public Call withQuery(Map<String, List<String>> other) {
        return new Call(method, path, variables, other, headers, content, caller);
    }

    /** A variable of this handler's template. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the template of " + path + " has no variable " + name);
        }
        return value;
    }

    /** The last value of a query parameter. */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /** True for {@code true} and for a bare parameter; false when absent; refused otherwise. */
    public boolean flag(String name) {
        return switch (parameter(name).orElse("false")) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw badParameter(name, "TYPE_BOOL");
        };
    }

    /** A whole number, or the default when absent or empty; refused otherwise. */
    public int number(String name, int otherwise) {
        String text = parameter(name).orElse("");
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw badParameter(name, "TYPE_INT32");
        }
    }

    private ApiError badParameter(String name, String type) {
        String field = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        String description = "Invalid value at '" + field + "' (" + type + "), \""
                + parameter(name).orElse("") + "\"";
        return ApiError.badField(field, description, description);
    }

    /** The body as a JSON object; an empty body is an empty object; anything else is refused in Google's words. */
    public ObjectNode json() {
        try {
            JsonNode node = content.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(content);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed("Root element must be a message.");
        } catch (JsonProcessingException e) {
            throw malformed(Json.fault(e, text()));
        } catch (IOException e) {
            throw malformed("Not valid UTF-8.");
        }
    }

    private static ApiError malformed(String why) {
        String description = "Invalid JSON payload received. " + why;
        return ApiError.badField("", description, description);
    }

    /** The body as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
