package dev.greenlight.releases.symptoms;

import java.util.List;

/** What Node, Vite and nginx say, which serve a React application. */
final class FrontEndSigns {
    static final List<Sign> ALL = List.of(
            Sign.of(
                    "blocked-host",
                    "Blocked request\\. This host \\(\"?([^\")]+)\"?\\) is not allowed",
                    "Vite's preview server refuses the host {1}",
                    "name .run.app in preview.allowedHosts of the Vite configuration; better, serve the built files with a web"
                            + " server, since vite preview is not meant for production",
                    "{logs}"),
            Sign.of(
                    "node-heap",
                    "JavaScript heap out of memory|Reached heap limit",
                    "Node used more memory than its heap may grow to",
                    "give the service more memory and Node its share of it (NODE_OPTIONS=--max-old-space-size=…); if it is a build,"
                            + " build in the image and not at the start",
                    "gcloud run services update {service} --memory=1Gi --no-traffic {place}"),
            Sign.of(
                    "missing-module",
                    "Cannot find (?:module|package) '([^'\\s]+)'",
                    "the image lacks the Node module {1}",
                    "list it under dependencies and not under devDependencies, or copy what the Dockerfile leaves out",
                    "{logs}"),
            Sign.of(
                    "upstream-unknown",
                    "host not found in upstream \"([^\"]+)\"",
                    "the web server passes requests on to {1}, which does not exist in Cloud Run",
                    "name the back end's address by a variable, such as ${services.backend.url} in greenlight.yml; names of"
                            + " docker-compose's services are not known there",
                    "{describe}"),
            Sign.of(
                    "port-taken",
                    "EADDRINUSE|\\[Errno 98\\] |Address already in use|bind\\(\\) to \\S+ failed \\(13",
                    "the container cannot listen on the port that it wants",
                    "listen on $PORT, only once, and on no port below 1024 as a user who is not root",
                    "{logs}"));

    private FrontEndSigns() {}
}
