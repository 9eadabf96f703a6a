package dev.greenlight.releases.symptoms;

import java.util.List;

/**
 * What Cloud Run itself says when a container does not start or is ended.
 *
 * @see <a href="https://cloud.google.com/run/docs/troubleshooting">Troubleshoot Cloud Run issues</a>
 */
final class CloudSigns {
    static final List<Sign> ALL = List.of(
            Sign.of(
                    "secret-permission",
                    "Permission denied on secret: projects/[^/\\s]+/secrets/([\\w-]+)/versions/\\w+ for Revision service"
                            + " account ([\\w.@-]*\\w)",
                    "the account {2}, which the revision runs as, may not read secret {1}",
                    "give that account the role Secret Manager Secret Accessor on that secret, then release again",
                    "gcloud secrets add-iam-policy-binding {1} --project={project} --member=serviceAccount:{2}"
                            + " --role=roles/secretmanager.secretAccessor"),
            Sign.of(
                    "secret-version",
                    "Secret Version \\[projects/[^/\\s]+/secrets/([\\w-]+)/versions/\\w+\\] is in (DESTROYED|DISABLED) state",
                    "a version of secret {1} that the revision needs is in state {2}",
                    "enable that version if it is only disabled, or add a new one, and release again",
                    "gcloud secrets versions list {1} --project={project}"),
            Sign.of(
                    "secret-version",
                    "Secret projects/[^/\\s]+/secrets/([\\w-]+)/versions/(\\w+) was not found",
                    "version {2} of secret {1} does not exist",
                    "add it, or name another version in greenlight.yml, and release again",
                    "gcloud secrets versions list {1} --project={project}"),
            Sign.of(
                    "architecture",
                    "exec format error|must support amd64/linux|no match for platform in manifest",
                    "the image was built for another processor than Cloud Run's, or its start script has no #! line",
                    "build it for linux/amd64; on a machine with an ARM processor that is not what docker build does by itself",
                    "docker build --platform=linux/amd64 ."),
            Sign.of(
                    "image-permission",
                    "must have permission to read the image|does not have permission to read the image",
                    "Cloud Run's own service agent may not read the image",
                    "give the service agent of the project that runs the service the role Artifact Registry Reader on the"
                            + " repository of the image",
                    "gcloud artifacts repositories list --project={project}"),
            Sign.of(
                    "image-missing",
                    "Image '([^'\\s]+)' not found",
                    "the image {1} is not in its registry",
                    "build and push it again; a clean-up of the registry may have removed it",
                    "gcloud artifacts docker images describe {1}"),
            Sign.of(
                    "command-missing",
                    "executable file not found in \\$PATH|failed to load (?:\\S+): no such file or directory|exec: [^:]+: not found",
                    "the command that starts the container is not in the image",
                    "correct CMD or ENTRYPOINT of the Dockerfile, and try the image on your own machine",
                    "{logs}"),
            Sign.of(
                    "out-of-memory",
                    "Memory limit of (\\d+ ?M(?:iB)?) exceeded|found to be using too much memory and was"
                            + " terminated|Container terminated on signal 9|Perhaps out of memory\\?|^MemoryError",
                    "the container used more memory than it is given, and was ended",
                    "give the service more memory, or let it use less: fewer workers, fewer requests at once. The next release"
                            + " keeps what is set here",
                    "gcloud run services update {service} --memory=1Gi --no-traffic {place}"),
            Sign.of(
                    "no-instance",
                    "request was aborted because there was no available instance",
                    "Cloud Run had no instance free for some requests",
                    "raise the most instances of the service, or the requests that an instance takes at once; a start that takes"
                            + " long has the same effect",
                    "gcloud run services describe {service} {place}"));

    private CloudSigns() {}
}
