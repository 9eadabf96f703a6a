package dev.greenlight.localcloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;

/** A service whose container answers its revision and what it was given, and misbehaves when it is asked to. */
final class PythonServer {
    private static final String PROGRAM = """
            import http.server, os, signal, sys, time
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    if self.path == '/slow': time.sleep(2)
                    body = os.environ['K_REVISION'].encode() + b' ' + os.environ.get('EXTRA', '').encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                    if self.path == '/die': self.wfile.flush(); os._exit(4)
                def log_message(self, *args): pass
            signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
            if os.environ.get('EXTRA') == 'exit': sys.exit(3)
            port = int(os.environ['PORT']) + (1 if os.environ.get('EXTRA') == 'elsewhere' else 0)
            http.server.ThreadingHTTPServer(('0.0.0.0', port), Handler).serve_forever()
            """;

    private PythonServer() {}

    /** @param extra what it answers too; {@code exit} ends it at its start, {@code elsewhere} lets it listen at another port */
    static String service(String revision, String extra, String... traffic) {
        ObjectNode service = Json.object();
        ObjectNode template = service.putObject("template").put("revision", revision);
        ObjectNode container = template.putArray("containers").addObject().put("image", "python:3.13-slim-trixie");
        container.putArray("command").add("python3").add("-u").add("-c");
        container.putArray("args").add(PROGRAM);
        container.putArray("env").addObject().put("name", "EXTRA").put("value", extra);
        try {
            for (String entries : traffic) {
                service.set("traffic", Json.MAPPER.readTree(entries));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return service.toString();
    }

    static String traffic(String revision, int percent) {
        return "[{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION\",\"revision\":\"" + revision + "\",\"percent\":"
                + percent + "}]";
    }
}
