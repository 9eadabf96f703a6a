package dev.greenlight.runner.caches;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.results.Blob;
import dev.greenlight.runner.results.HttpBlobs;
import dev.greenlight.runner.results.HttpResults;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cache entries that this job may see: those of its branch, and those of the branches that it came from. An entry never changes once it
 * is there.
 */
public final class Caches {
    private static final String SERVICE = "CacheService";
    private static final String ANY = "application/octet-stream";

    private final HttpResults results;
    private final HttpBlobs blobs;
    private final String version;

    /** @param version what kind of bytes the entries hold; entries of another version are not found */
    public Caches(ResultsAccess access, Patience patience, String version) {
        this.results = new HttpResults(access, patience);
        this.blobs = new HttpBlobs(patience);
        this.version = version;
    }

    /**
     * Fetches the entry of that key, else the newest one whose key begins like one of the others, in their order.
     *
     * @param file receives its bytes
     * @return the key of what was found; empty when there is none, or none that this job may read
     * @throws ExternalFailure when the service or its storage does not answer
     */
    public Optional<CacheKey> fetch(CacheKey key, List<CacheKey> beginnings, Path file) {
        String tried = "fetch the cache entry " + key;
        ObjectNode request = request(key);
        beginnings.forEach(beginning -> request.withArray("restore_keys").add(beginning.value()));
        HttpResults.Answer answer = results.call(tried, SERVICE, "GetCacheEntryDownloadURL", request);
        String matched = answer.body().path("matched_key").asText("");
        if (!done(answer) || matched.isEmpty()) {
            return Optional.empty();
        }
        blobs.fetch(tried, answer.body().path("signed_download_url").asText(""), file);
        return Optional.of(new CacheKey(matched));
    }

    /**
     * Keeps an entry.
     *
     * @param writing writes its bytes, which are sent as they come
     * @throws ExternalFailure when the service or its storage does not answer
     */
    public Kept keep(CacheKey key, HttpBlobs.Writing writing) throws IOException {
        String tried = "keep the cache entry " + key;
        HttpResults.Answer reserved = results.call(tried, SERVICE, "CreateCacheEntry", request(key));
        if (reserved.taken()) {
            return new Kept.Already();
        }
        if (!done(reserved)) {
            return new Kept.Refused(reserved.why());
        }
        String address = reserved.body().path("signed_upload_url").asText("");
        Blob blob = blobs.send(tried, address, ANY, writing);
        ObjectNode finish = request(key).put("size_bytes", String.valueOf(blob.size()));
        HttpResults.Answer finished = results.call(tried, SERVICE, "FinalizeCacheEntryUpload", finish);
        return done(finished) ? new Kept.Now(blob.size()) : new Kept.Refused(finished.why());
    }

    private ObjectNode request(CacheKey key) {
        return new JsonMapper().createObjectNode().put("key", key.value()).put("version", version);
    }

    private static boolean done(HttpResults.Answer answer) {
        return answer.granted() && answer.body().path("ok").asBoolean();
    }
}
