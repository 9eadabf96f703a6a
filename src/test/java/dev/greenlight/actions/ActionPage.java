package dev.greenlight.actions;

import java.util.List;
import java.util.stream.Collectors;

/** An action's page in the documentation, made from its metadata. */
final class ActionPage {
    private ActionPage() {}

    static String of(String action, ActionMetadata metadata) {
        String inputs = metadata.inputs().stream()
                .map(input -> "| `%s` | %s | %s |\n".formatted(input.name(), cell(input.description()), preset(input)))
                .collect(Collectors.joining());
        String outputs = metadata.outputs().entrySet().stream()
                .map(output -> "| `%s` | %s |\n".formatted(output.getKey(), cell(output.getValue())))
                .collect(Collectors.joining());
        return """
                # %s

                %s

                ```yaml
                - uses: OWNER/greenlight/actions/%s@VERSION
                %s```

                On a laptop: [`scripts/greenlight`](../../scripts/greenlight) `%s`, with a flag for each input, such as `--%s`.

                ## Inputs

                | Input | What | Default |
                | --- | --- | --- |
                %s
                ## Outputs

                | Output | What |
                | --- | --- |
                %s
                This page is made from [`actions/%s/action.yml`](../../actions/%s/action.yml).
                """.formatted(
                        action,
                        metadata.description(),
                        action,
                        with(metadata.inputs()),
                        action,
                        metadata.inputs().getFirst().name(),
                        inputs,
                        outputs,
                        action,
                        action);
    }

    /** Only what a step cannot do without. */
    private static String with(List<ActionMetadata.Input> inputs) {
        String lines = inputs.stream()
                .filter(ActionMetadata.Input::required)
                .map(input -> "    %s: …\n".formatted(input.name()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "  with:\n" + lines;
    }

    private static String preset(ActionMetadata.Input input) {
        String none = input.required() ? "required" : "empty";
        return input.preset()
                .filter(value -> !value.isEmpty())
                .map(value -> "`" + value + "`")
                .orElse(none);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
