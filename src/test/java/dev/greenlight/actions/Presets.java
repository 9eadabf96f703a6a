package dev.greenlight.actions;

import java.util.HashMap;
import java.util.Map;

/** What the runner gives an action of which the workflow says nothing. */
final class Presets {
    private Presets() {}

    /** The inputs that have a preset, with others given instead or beside them. */
    static Map<String, String> of(String action, Map<String, String> given) {
        return of(ActionMetadata.bundled(action), given);
    }

    /** The same of an action's own description. */
    static Map<String, String> of(ActionMetadata metadata, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        metadata.inputs().forEach(input -> input.literalPreset().ifPresent(preset -> values.put(input.name(), preset)));
        values.putAll(given);
        return values;
    }
}
