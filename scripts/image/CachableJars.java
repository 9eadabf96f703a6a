import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Brings the class files of every jar in a folder to a version that an AOT cache takes: {@code java CachableJars.java FOLDER}.
 *
 * <p>A cache with linked classes leaves out class files from before Java 6, as they carry no stack maps. picocli's are that old, and it
 * is the one library that every command runs through; loading it from its jar would cost a fifth of the start. Only the version and the
 * stack maps change.
 */
final class CachableJars {
    private static final int FIRST_WITH_STACK_MAPS = 50;

    private CachableJars() {}

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path jar : files.filter(each -> each.toString().endsWith(".jar")).sorted().toList()) {
                int changed = modernize(jar);
                if (changed > 0) {
                    System.out.println(jar.getFileName() + ": " + changed + " class files");
                }
            }
        }
    }

    private static int modernize(Path jar) throws IOException {
        int changed = 0;
        // The loader must not see the jar while it changes, so it reads a copy.
        Path copy = Files.copy(jar, Files.createTempFile("original", ".jar"), StandardCopyOption.REPLACE_EXISTING);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {copy.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                FileSystem content = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> entries = Files.walk(content.getPath("/"))) {
            ClassFile format = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            List<Path> classes = entries.filter(each -> each.toString().endsWith(".class")).toList();
            for (Path entry : classes) {
                ClassModel old = format.parse(Files.readAllBytes(entry));
                if (old.majorVersion() < FIRST_WITH_STACK_MAPS) {
                    FileTime time = Files.getLastModifiedTime(entry);
                    Files.write(entry, withStackMaps(format, old));
                    // The same jar in, the same bytes out: the image's layer of libraries stays the same.
                    Files.setLastModifiedTime(entry, time);
                    changed++;
                }
            }
        } finally {
            Files.delete(copy);
        }
        return changed;
    }

    private static byte[] withStackMaps(ClassFile format, ClassModel old) {
        ClassTransform bodies = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return format.transformClass(
                old, bodies.andThen(ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
}
