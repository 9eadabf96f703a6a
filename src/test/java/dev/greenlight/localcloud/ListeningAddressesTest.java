package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.engine.PretendWorkloads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where this process listens when a local cloud runs in it, as the operating system tells. */
@EnabledOnOs(OS.LINUX)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListeningAddressesTest {
    private static final String LISTENING = "0A";
    /** 127.0.0.1 as the kernel writes it, alone and as an address of IPv6. */
    private static final Set<String> LOOPBACK = Set.of("0100007F", "0000000000000000FFFF00000100007F");

    @TempDir
    Path state;

    @Test
    void every_port_is_on_loopback_only() throws Exception {
        Set<String> before = listening();
        LocalCloud cloud = LocalCloud.start(
                Options.in(state).withPorts(0, 28_700).withoutDocker(), new PretendWorkloads(), line -> {});
        try {
            Caller caller = new Caller(cloud);
            caller.done("POST", "/services?serviceId=web", """
                    {"template":{"containers":[{"image":"app"}]},
                     "traffic":[{"type":"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST","percent":100,"tag":"blue"}]}""");
            Set<String> opened = new TreeSet<>(listening());
            opened.removeAll(before);
            int service =
                    URI.create(caller.get("/services/web").path("uri").asText()).getPort();
            int tag = URI.create(caller.get("/services/web")
                            .at("/trafficStatuses/0/uri")
                            .asText())
                    .getPort();
            assertThat(opened.stream().map(socket -> Integer.parseInt(socket.split(":", -1)[1], 16)))
                    .contains(cloud.apiPort(), service, tag);
            assertThat(opened)
                    .allSatisfy(socket -> assertThat(socket.split(":", -1)[0]).isIn(LOOPBACK));
        } finally {
            cloud.stop();
        }
    }

    /** As {@code address:port}, in hexadecimal digits, of the sockets that this process has open. */
    private static Set<String> listening() throws IOException {
        Set<String> own = inodes();
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] cells = line.strip().split(" +");
                if (cells[3].equals(LISTENING) && own.contains("socket:[" + cells[9] + "]")) {
                    sockets.add(cells[1]);
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    inodes.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        return inodes;
    }
}
