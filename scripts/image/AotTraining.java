import dev.greenlight.Main;
import dev.greenlight.actions.Program;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs Greenlight's real commands one after the other in one virtual machine, which records what they use:
 * {@code java AotTraining COMMANDS}. A line is {@code [NAME=VALUE...] SUBCOMMAND [ARGUMENT...]}, its variables added to the environment.
 *
 * <p>One virtual machine, because the records of several cannot be joined. What the commands answer does not matter here, only which
 * classes they need; a command may well fail, as there is no cloud in a build.
 */
final class AotTraining {
    private AotTraining() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int code = run(line, directory);
                System.err.println("trained: " + line + " (exit code " + code + ")");
            }
        }
        // Last, because it ends the virtual machine: the very way in.
        Main.main(new String[] {"--help"});
    }

    private static int run(String line, Path directory) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        List<String> command = new ArrayList<>(List.of(line.strip().split("\\s+")));
        while (command.getFirst().matches("[A-Z][^=]*=.*")) {
            String[] variable = command.removeFirst().split("=", 2);
            environment.put(variable[0], variable[1]);
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return Program.of(environment, directory, out, false).run(command);
    }
}
