package dev.greenlight.releases.symptoms;

import java.util.List;

/** What the answers of probes tell; the same words in a log would tell nothing. */
final class AnswerSigns {
    static final List<Sign> ALL = List.of(
            Sign.of(
                    "allowed-hosts",
                    "\\b400 in \\d+ ms",
                    "the address was answered with 400, as Django does when ALLOWED_HOSTS does not allow the host",
                    "allow Cloud Run's addresses in ALLOWED_HOSTS, such as .run.app; a tag's address (candidate---…) is a host of"
                            + " its own",
                    "{describe}"),
            Sign.of(
                    "https-redirect",
                    "\\b30[1278] in \\d+ ms",
                    "the health path redirects instead of answering",
                    "set SECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\") if it redirects to https; else give the"
                            + " path in greenlight.yml as the application spells it, with or without a slash at its end",
                    "{describe}"),
            Sign.of(
                    "health-path",
                    "\\b404 in \\d+ ms",
                    "the application does not know the path that was asked for",
                    "compare health and version of the service in greenlight.yml with the paths that the application serves",
                    "{logs}"),
            Sign.of(
                    "not-invokable",
                    "\\b40[13] in \\d+ ms",
                    "the request was refused: by Cloud Run, for want of the role Cloud Run Invoker, or by the application itself",
                    "let the identity that releases invoke the service, and answer the health path without a login",
                    "gcloud run services get-iam-policy {service} {place}"));

    private AnswerSigns() {}
}
