package dev.greenlight.checks.tools.repository;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the line of a key in YAML text. */
final class YamlLines {
    private YamlLines() {}

    /**
     * The line of the last key of the path that is there, from 1; 0 when not even the first is, or the text is no YAML.
     *
     * @param keys from the outermost inward
     */
    static int of(String text, List<String> keys) {
        Node node;
        try {
            node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException e) {
            return 0;
        }
        int line = 0;
        for (String key : keys) {
            Optional<NodeTuple> tuple = tuple(node, key);
            if (tuple.isEmpty()) {
                return line;
            }
            line = tuple.get().getKeyNode().getStartMark().getLine() + 1;
            node = tuple.get().getValueNode();
        }
        return line;
    }

    private static Optional<NodeTuple> tuple(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                                && scalar.getValue().equals(key))
                        .findFirst()
                : Optional.empty();
    }
}
