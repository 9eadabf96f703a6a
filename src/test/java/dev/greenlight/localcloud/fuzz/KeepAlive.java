package dev.greenlight.localcloud.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** One connection, one call after the other, another one after the server has closed it: the JDK's client would spend most of the time on itself. */
@SuppressWarnings("NullAway.Init")
final class KeepAlive implements AutoCloseable {
    /**
     * @param status 0 when the answer got lost
     * @param json an empty object when the body is no JSON object
     */
    record Answer(int status, ObjectNode json) {
        boolean lost() {
            return status == 0;
        }

        boolean good() {
            return status == 200;
        }

        String text(String pointer) {
            return json.at(pointer).asText();
        }
    }

    private static final int TOLD = 12;

    private final int port;
    private final boolean lossy;
    private final Deque<String> last = new ArrayDeque<>();
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** @param lossy whether a connection that breaks is an answer that got lost, and no fault of the server */
    KeepAlive(int port, boolean lossy) throws IOException {
        this.port = port;
        this.lossy = lossy;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    Answer call(String method, String path, String body) throws IOException {
        try {
            return exchange(method, path, body);
        } catch (EOFException | SocketException e) {
            if (!lossy) {
                throw e;
            }
            remember(method + " " + path + " was lost: " + e.getMessage());
            socket.close();
            connect();
            return new Answer(0, Json.object());
        }
    }

    private Answer exchange(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + content.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        out.write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = -1;
        boolean closes = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            closes |= line.equalsIgnoreCase("Connection: close");
        }
        byte[] answer = in.readNBytes(length);
        remember("%d %s %s %s -> %d %s"
                .formatted(
                        socket.getLocalPort(),
                        method,
                        path,
                        body.substring(0, Math.min(100, body.length())),
                        status,
                        new String(answer, 0, Math.min(200, answer.length), StandardCharsets.UTF_8)));
        if (closes) {
            socket.close();
            connect();
        }
        JsonNode json = answer.length > 0 && answer[0] == '{' ? Json.MAPPER.readTree(answer) : Json.object();
        return new Answer(status, (ObjectNode) json);
    }

    private void remember(String call) {
        if (last.size() == TOLD) {
            last.removeFirst();
        }
        last.addLast(call);
    }

    /** The last calls and their answers, each with the port that it came from, oldest first. */
    String history() {
        return String.join("\n  ", last);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
