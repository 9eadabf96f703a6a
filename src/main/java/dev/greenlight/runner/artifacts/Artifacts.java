package dev.greenlight.runner.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.results.Blob;
import dev.greenlight.runner.results.HttpBlobs;
import dev.greenlight.runner.results.HttpResults;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The artifacts of the workflow run that this job belongs to. */
public final class Artifacts {
    private static final String SERVICE = "ArtifactService";
    /** The protocol's version, which GitHub's clients raise for new kinds of artifacts; a zip is of this one. */
    private static final int VERSION = 4;

    private static final String ZIP = "application/zip";

    private final HttpResults results;
    private final HttpBlobs blobs;

    public Artifacts(ResultsAccess access, Patience patience) {
        this.results = new HttpResults(access, patience);
        this.blobs = new HttpBlobs(patience);
    }

    /**
     * Leaves files as an artifact, as they are at this moment.
     *
     * @throws ExternalFailure when the run has an artifact of that name, when there is no file, or when the service does not take it
     */
    public Artifact send(ArtifactName name, Archive archive) {
        String tried = "leave the artifact '" + name + "'";
        try {
            if (archive.isEmpty()) {
                throw new ExternalFailure(tried, "there is no file for it", "Look above for why no report was left.");
            }
            ObjectNode create = results.request().put("name", name.value()).put("version", VERSION);
            JsonNode created = granted(tried, name, results.call(tried, SERVICE, "CreateArtifact", create));
            Blob blob = blobs.send(tried, created.path("signed_upload_url").asText(""), ZIP, archive::pack);
            String digest = "sha256:" + blob.sha256();
            ObjectNode finish = results.request()
                    .put("name", name.value())
                    .put("size", String.valueOf(blob.size()))
                    .put("hash", digest);
            JsonNode finished = granted(tried, name, results.call(tried, SERVICE, "FinalizeArtifact", finish));
            return new Artifact(name, finished.path("artifact_id").asText(""), blob.size(), digest);
        } catch (IOException e) {
            throw new ExternalFailure(tried, "a file could not be read: " + e, "Look at the files' owner.", e);
        }
    }

    /**
     * Unpacks the newest artifact of that name into a folder, beside what is there; files of the same names are replaced.
     *
     * @return what was unpacked; empty when the run has no such artifact
     * @throws ExternalFailure when it did not arrive whole, or holds what does not belong into a folder
     */
    public Optional<Artifact> fetch(ArtifactName name, Path folder) {
        String tried = "fetch the artifact '" + name + "'";
        ObjectNode filter = results.request().put("name_filter", name.value());
        JsonNode list = granted(tried, name, results.call(tried, SERVICE, "ListArtifacts", filter));
        Optional<JsonNode> newest = StreamSupport.stream(list.path("artifacts").spliterator(), false)
                .filter(found -> found.path("name").asText("").equals(name.value()))
                .max(Comparator.comparingLong(found -> found.path("database_id").asLong()));
        return newest.map(found -> fetch(tried, name, found, folder));
    }

    private Artifact fetch(String tried, ArtifactName name, JsonNode found, Path folder) {
        ObjectNode request = results.request()
                .put(
                        "workflow_run_backend_id",
                        found.path("workflow_run_backend_id").asText(""))
                .put(
                        "workflow_job_run_backend_id",
                        found.path("workflow_job_run_backend_id").asText(""))
                .put("name", name.value());
        JsonNode signed = granted(tried, name, results.call(tried, SERVICE, "GetSignedArtifactURL", request));
        try {
            Path zip = Files.createTempFile("greenlight-artifact-", ".zip");
            try {
                Blob blob = blobs.fetch(tried, signed.path("signed_url").asText(""), zip);
                String digest = "sha256:" + blob.sha256();
                String promised = found.path("digest").asText(digest);
                if (!promised.equals(digest)) {
                    throw new ExternalFailure(
                            tried,
                            "it arrived with the digest " + digest + ", not the " + promised + " that it was sent with",
                            "Run the job again.");
                }
                Archive.unpack(tried, zip, folder);
                return new Artifact(name, found.path("database_id").asText(""), blob.size(), digest);
            } finally {
                Files.deleteIfExists(zip);
            }
        } catch (IOException e) {
            throw new ExternalFailure(tried, "it could not be unpacked: " + e, "Look at the folder's owner.", e);
        }
    }

    private static JsonNode granted(String tried, ArtifactName name, HttpResults.Answer answer) {
        if (answer.taken()) {
            throw new ExternalFailure(
                    tried,
                    "this run has an artifact of that name already",
                    "Give every step that leaves an artifact its own name, for example: " + name + "-2.");
        }
        if (!answer.granted() || !answer.body().path("ok").asBoolean(true)) {
            throw new ExternalFailure(tried, answer.why(), "Check that artifacts are enabled for this repository.");
        }
        return answer.body();
    }
}
