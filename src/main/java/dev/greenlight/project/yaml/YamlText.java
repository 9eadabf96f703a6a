package dev.greenlight.project.yaml;

import dev.greenlight.project.yaml.Faults.Place;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** YAML text as a tree whose nodes know their lines. Aliases are refused: with them a small text becomes an enormous tree. */
public final class YamlText {
    /** Far more than any file of a project can need, and far less than what exhausts the stack. */
    private static final int DEEPEST = 20;

    private static final String EXAMPLE = "version: 1";

    private YamlText() {}

    /**
     * The root; empty when a fault was noted.
     *
     * @param what what the file holds when it is not empty, for a message: {@code a project's description}
     */
    public static Optional<Node> root(String text, String what, Faults faults) {
        if (text.length() > YamlFile.LONGEST) {
            faults.note(new Place("", 1), text.length() + " characters", "at most 1 MiB", "a shorter file");
            return Optional.empty();
        }
        try {
            if (refuses(text, faults)) {
                return Optional.empty();
            }
            Node root = yaml().compose(new StringReader(text));
            if (root == null) {
                faults.note(new Place("", 1), "", what + ", but the file is empty", EXAMPLE);
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.note(new Place("", line), lineOf(text, line), "YAML (" + oneLine(e.getProblem()) + ")", EXAMPLE);
        } catch (ReaderException e) {
            int line = (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            faults.note(new Place("", line), "U+%04X".formatted(e.getCodePoint()), "printable characters", EXAMPLE);
        } catch (YAMLException e) {
            faults.note(new Place("", 1), "", "YAML (" + oneLine(e.getMessage()) + ")", EXAMPLE);
        }
        return Optional.empty();
    }

    /** Reads the events one by one, so that neither an abyss of brackets nor what aliases stand for is ever built. */
    private static boolean refuses(String text, Faults faults) {
        boolean refused = false;
        int depth = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            int line = event.getStartMark().getLine() + 1;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                faults.note(new Place("", line), lineOf(text, line), "at most " + DEEPEST + " levels", EXAMPLE);
                return true;
            }
            if (event instanceof AliasEvent alias) {
                faults.note(
                        new Place("", line), "*" + alias.getAnchor(), "the value itself, not an alias of it", EXAMPLE);
                refused = true;
            }
        }
        return refused;
    }

    /** A node as its writer recognizes it. */
    static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> "a list of " + sequence.getValue().size();
            case MappingNode mapping -> "a mapping of " + mapping.getValue().size();
            default -> node.getTag().toString();
        };
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST + 1);
        options.setProcessComments(false);
        return new Yaml(options);
    }

    private static String lineOf(String text, int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("").strip();
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String problem) {
        return problem == null ? "it cannot be read" : problem.replaceAll("\\s+", " ");
    }
}
