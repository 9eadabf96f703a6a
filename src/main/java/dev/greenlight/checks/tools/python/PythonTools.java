package dev.greenlight.checks.tools.python;

import dev.greenlight.checks.tools.Check;
import java.util.List;

/** The checks of Python sources. */
public final class PythonTools {
    private PythonTools() {}

    /** All of them. */
    public static List<Check> all() {
        return List.of(new Flake8(), new Bandit());
    }
}
