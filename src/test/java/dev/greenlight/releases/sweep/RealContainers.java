package dev.greenlight.releases.sweep;

import dev.greenlight.localcloud.engine.DockerCli;
import dev.greenlight.localcloud.engine.DockerWorkloads;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sweep's {@link Application}, in Python and in containers: whatever image is named, the program is the same. */
final class RealContainers implements Workloads {
    private static final String IMAGE = "python:3.13-slim-trixie";
    private static final String PROGRAM = """
            import http.server, json, os, signal
            healthy, row = os.environ['HEALTHY'] == 'True', 0
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    global row
                    bad = self.path.startswith('/health') and not healthy
                    if self.path.startswith('/health'): row = row + 1 if healthy else row if row >= %1$d else 0
                    body = json.dumps({'revision': os.environ['K_REVISION'], 'passed': row >= %1$d}).encode()
                    self.send_response(503 if bad else 200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *args): pass
            server = http.server.ThreadingHTTPServer(('0.0.0.0', int(os.environ['PORT'])), Handler)
            signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
            server.serve_forever()
            """.formatted(Gates.SUCCESSES);

    private final DockerCli docker;
    private final DockerWorkloads engine;
    private final String state;

    /** @param state tells these containers from others */
    RealContainers(DockerCli docker, String network, String state) {
        this.docker = docker;
        this.engine = new DockerWorkloads(docker, network, state);
        this.state = state;
    }

    private static Workload with(Workload workload, String program) {
        Map<String, String> environment = new HashMap<>(workload.environment());
        environment.put("HEALTHY", Build.UNHEALTHY.made(workload.image()) ? "False" : "True");
        return new Workload(
                workload.key(),
                IMAGE,
                List.of("python3", "-u", "-c"),
                List.of(program),
                environment,
                workload.folders(),
                workload.startup(),
                workload.memoryBytes());
    }

    @Override
    public void observe(Observer observer) {
        engine.observe(observer);
    }

    @Override
    public String resolve(String image) throws StartFailure {
        engine.resolve(IMAGE);
        return image;
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        return engine.start(with(workload, PROGRAM));
    }

    @Override
    public List<Instance> adopt() {
        return engine.adopt();
    }

    @Override
    public void stop(Instance instance) {
        engine.stop(instance);
    }

    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        return engine.run(with(workload, "print('migrated')"), limit);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** All that is left, the running ones too. */
    void remove() {
        String left = docker.must("ps", "--all", "--quiet", "--filter", "label=dev.greenlight.localcloud=" + state);
        if (!left.isEmpty()) {
            List<String> line = new ArrayList<>(List.of("rm", "--force", "--volumes"));
            line.addAll(left.lines().toList());
            docker.must(line.toArray(String[]::new));
        }
    }
}
