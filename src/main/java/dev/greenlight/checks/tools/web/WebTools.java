package dev.greenlight.checks.tools.web;

import dev.greenlight.checks.tools.Check;
import java.util.List;

/** The checks of TypeScript and JavaScript sources. */
public final class WebTools {
    private WebTools() {}

    /** All of them. */
    public static List<Check> all() {
        return List.of(new Tsc(), new Eslint());
    }
}
