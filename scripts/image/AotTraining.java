import dev.greenlight.Main;
import dev.greenlight.actions.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Runs Greenlight's real commands one after the other in one virtual machine, which records what they use:
 * {@code java AotTraining COMMANDS CLOUD}. A line is {@code EXIT-CODE [NAME=VALUE...] SUBCOMMAND [ARGUMENT...]}, its variables added to the
 * environment; one that names an environment is given the inputs in the
 * properties file CLOUD.
 *
 * <p>One virtual machine, because the records of several cannot be joined. A command that ends with another exit code than its line says
 * ends the training: it did not go the way that it is to be recorded on.
 */
final class AotTraining {
    private AotTraining() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        Map<String, String> cloud = new HashMap<>();
        try (Reader text = Files.newBufferedReader(Path.of(arguments[1]))) {
            Properties inputs = new Properties();
            inputs.load(text);
            inputs.stringPropertyNames().forEach(name -> cloud.put(name, inputs.getProperty(name)));
        }
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.strip().split("\\s+", 2);
                int code = run(parts[1], directory, cloud);
                System.err.println("trained: " + parts[1] + " (exit code " + code + ")");
                if (code != Integer.parseInt(parts[0])) {
                    System.err.println("training: exit code " + parts[0] + " was expected");
                    System.exit(1);
                }
            }
        }
        // Last, because it ends the virtual machine: the very way in.
        Main.main(new String[] {"--help"});
    }

    private static int run(String line, Path directory, Map<String, String> cloud) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (line.contains("INPUT_ENVIRONMENT=")) {
            environment.putAll(cloud);
        }
        List<String> command = new ArrayList<>(List.of(line.strip().split("\\s+")));
        while (command.getFirst().matches("[A-Z][^=]*=.*")) {
            String[] variable = command.removeFirst().split("=", 2);
            environment.put(variable[0], variable[1]);
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return Program.of(environment, directory, out, false).run(command);
    }
}
