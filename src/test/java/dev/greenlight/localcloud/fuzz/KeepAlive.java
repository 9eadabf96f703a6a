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

    private final int port;
    private final boolean lossy;
    private String previous = "none";
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
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            last |= line.equalsIgnoreCase("Connection: close");
        }
        previous = method + " " + path + " " + body + " -> " + status;
        byte[] answer = in.readNBytes(length);
        if (last) {
            socket.close();
            connect();
        }
        JsonNode json = answer.length > 0 && answer[0] == '{' ? Json.MAPPER.readTree(answer) : Json.object();
        return new Answer(status, (ObjectNode) json);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection; the call before was " + previous);
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
