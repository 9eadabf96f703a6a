package dev.greenlight.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that was compiled from the main sources, and these sources. */
final class House {
    /** A rule that saw fewer classes has looked in the wrong place. */
    static final int LEAST = 400;

    static final String ROOT = "dev.greenlight";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final JavaClasses TYPES = new ClassFileImporter().importPath(Path.of("target/classes"));

    private House() {}

    static JavaClasses types() {
        return TYPES;
    }

    /** The room that a type lives in, sub-packages included: {@code localcloud}; empty for the root and for types of others. */
    static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
    }

    /** The top-level type that a type is written in. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(House::outermost).orElse(type);
    }

    static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
