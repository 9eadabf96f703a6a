package dev.greenlight.localcloud.messages;

import java.util.regex.Pattern;

/**
 * One way to call a published method; a method with several paths has several.
 *
 * @param name the full name, {@code google.cloud.run.v2.Services.GetService} for instance
 * @param path a template such as {@code /v2/{name=projects/*\/locations/*\/services/*}}
 * @param body the request's field that the HTTP body is, {@code *} for the whole request, empty for none
 * @param request the full name of the request's message
 * @param response the full name of the answer's message
 */
public record Method(String name, String verb, String path, String body, String request, String response) {
    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_.]+(?:=([^}]+))?}");

    /** Its path as a template of which only the places of variables matter. */
    String template() {
        return VARIABLE.matcher(path)
                .replaceAll(found -> found.group(1) == null ? "*" : found.group(1))
                .replaceAll("(?<!\\*)\\*(?!\\*)", "{x}")
                .replace("**", "{x=**}");
    }

    /** A path of this method, every variable segment being the word. */
    public String example(String word) {
        return VARIABLE.matcher(path)
                .replaceAll(found -> found.group(1) == null ? "*" : found.group(1))
                .replaceAll("\\*+", word);
    }
}
