package dev.greenlight.runner.results;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Blobs at signed addresses: sent in blocks, fetched into files. The address is all the permission that it takes, so it is never shown.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-block">Put Block</a>
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-block-list">Put Block List</a>
 */
public final class HttpBlobs {
    private static final MediaType ANY = MediaType.get("application/octet-stream");
    private static final int CREATED = 201;

    private final HttpAttempts attempts;

    /** Writes all of a blob. */
    public interface Writing {
        void to(OutputStream blob) throws IOException;
    }

    public HttpBlobs(Patience patience) {
        this.attempts = new HttpAttempts(patience, Duration.ofMinutes(10));
    }

    /**
     * Sends what is written, block by block, and makes it one blob at the end; until then nobody sees any of it.
     *
     * @param tried continuing "Tried to"
     * @param type its media type
     * @throws ExternalFailure when the storage does not take it
     */
    public Blob send(String tried, String address, String type, Writing writing) throws IOException {
        HttpUrl url = address(tried, address);
        BlockStream blob = new BlockStream((id, bytes, length) -> put(
                tried,
                new Request.Builder()
                        .url(url.newBuilder()
                                .addQueryParameter("comp", "block")
                                .addQueryParameter("blockid", id)
                                .build())
                        .put(RequestBody.create(bytes, ANY, 0, length))
                        .build()));
        writing.to(blob);
        blob.close();
        put(
                tried,
                new Request.Builder()
                        .url(url.newBuilder()
                                .addQueryParameter("comp", "blocklist")
                                .build())
                        .header("x-ms-blob-content-type", type)
                        .put(RequestBody.create(list(blob.blocks()), MediaType.get("application/xml")))
                        .build());
        return blob.sent();
    }

    private void put(String tried, Request request) {
        int status = attempts.call(tried, request, Response::code);
        if (status != CREATED) {
            throw refused(tried, status);
        }
    }

    private static byte[] list(List<String> blocks) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        blocks.forEach(id -> xml.append("<Latest>").append(id).append("</Latest>"));
        return xml.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Fetches a blob into a file, which is replaced. One that ends early is fetched again.
     *
     * @throws ExternalFailure when it cannot be had whole
     */
    public Blob fetch(String tried, String address, Path file) {
        Request request = new Request.Builder().url(address(tried, address)).build();
        return attempts.call(tried, request, response -> {
            if (response.code() != 200) {
                throw refused(tried, response.code());
            }
            MessageDigest digest = sha256();
            try (InputStream body = new DigestInputStream(response.body().byteStream(), digest);
                    OutputStream out = Files.newOutputStream(file)) {
                long size = body.transferTo(out);
                return new Blob(size, HexFormat.of().formatHex(digest.digest()));
            }
        });
    }

    private static ExternalFailure refused(String tried, int status) {
        return new ExternalFailure(
                tried,
                "the storage answered with status " + status,
                "Run the job again: an address that it was given may have run out.");
    }

    private static HttpUrl address(String tried, String address) {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new ExternalFailure(tried, "the service gave no http or https address for it", "Run the job again.");
        }
        return url;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
