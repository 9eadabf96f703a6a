package dev.greenlight.suites.results;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads JUnit XML. Test cases are counted one by one: the sums that tools write into the suites' attributes do not agree between tools.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">the format, as far as there is one</a>
 */
final class JUnitParser {
    private JUnitParser() {}

    /** The tally; empty when the text is not one whole report. */
    static Optional<Tally> parse(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml.stripLeading()));
            reader.nextTag();
            String root = reader.getLocalName();
            return root.equals("testsuites") || root.equals("testsuite") ? Optional.of(read(reader)) : Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Tally read(XMLStreamReader reader) throws XMLStreamException {
        int tests = 0;
        int skipped = 0;
        List<Tally.FailedTest> failed = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("testcase")) {
                tests++;
                switch (testcase(reader)) {
                    case Case.Passed _ -> {}
                    case Case.Skipped _ -> skipped++;
                    case Case.Failed(Tally.FailedTest test) -> failed.add(test);
                }
            }
        }
        return new Tally(tests, skipped, failed);
    }

    private sealed interface Case {
        record Passed() implements Case {}

        record Skipped() implements Case {}

        record Failed(Tally.FailedTest test) implements Case {}
    }

    private static Case testcase(XMLStreamReader reader) throws XMLStreamException {
        String name = attribute(reader, "name").orElse("a test without a name");
        String full = attribute(reader, "classname")
                .map(group -> group + " › " + name)
                .orElse(name);
        Optional<String> file = attribute(reader, "file")
                .or(() -> attribute(reader, "classname").filter(JUnitParser::looksLikeFile));
        int line = attribute(reader, "line")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        Case result = new Case.Passed();
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (List.of("failure", "error").contains(reader.getLocalName()) && !(result instanceof Case.Failed)) {
                    String message = message(reader);
                    depth--;
                    result = new Case.Failed(new Tally.FailedTest(full, message, file, line));
                } else if (reader.getLocalName().equals("skipped") && result instanceof Case.Passed) {
                    result = new Case.Skipped();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return result;
    }

    /** Reads to the end of the element: its message, or else the first line of its text. */
    private static String message(XMLStreamReader reader) throws XMLStreamException {
        Optional<String> message = attribute(reader, "message");
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                default -> {}
            }
        }
        return message.or(() -> text.toString()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst())
                .orElse("it gave no message");
    }

    private static boolean looksLikeFile(String group) {
        return group.matches(".+\\.(py|[cm]?[jt]sx?)");
    }

    private static Optional<String> attribute(XMLStreamReader reader, String name) {
        return Optional.ofNullable(reader.getAttributeValue(null, name)).filter(value -> !value.isBlank());
    }
}
