package dev.greenlight.report;

import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/** A file of a report that is written piece by piece, since it may be too large to be held as one text. Writing it again gives the same. */
public interface Document {
    /**
     * Writes all of it.
     *
     * @param redact hides secrets; every text that a tool had a say in goes through it before it is written
     */
    void writeTo(Writer to, UnaryOperator<String> redact) throws IOException;
}
