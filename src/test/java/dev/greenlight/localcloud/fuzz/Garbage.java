package dev.greenlight.localcloud.fuzz;

import java.util.List;

/** What no client should send, but one will. */
final class Garbage {
    private static final List<String> BODIES = List.of(
            "{",
            "[]",
            "7",
            "null",
            "\"text\"",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "\u0000",
            "{\"nope\":{}}",
            "{\"name\":7}",
            "{\"template\":7}",
            "{\"template\":[]}",
            "{\"template\":{\"containers\":{}}}",
            "{\"template\":{\"containers\":[7]}}",
            "{\"template\":{\"containers\":[{\"image\":[]}]}}",
            "{\"template\":{\"timeout\":\"soon\"}}",
            "{\"traffic\":{}}",
            "{\"traffic\":[{\"percent\":\"x\"}]}",
            "{\"traffic\":[{\"percent\":-1}]}",
            "{\"traffic\":[{\"percent\":1e99}]}",
            "{\"traffic\":[null]}",
            "{\"labels\":[]}",
            "{\"labels\":{\"a\":{}}}",
            "{\"labels\":{\"\":\"\"}}",
            "{\"etag\":{}}",
            "{\"etag\":7}",
            "{\"policy\":[]}",
            "{\"policy\":{\"bindings\":7}}",
            "{\"policy\":{\"bindings\":[7]}}",
            "{\"policy\":{\"bindings\":[{\"role\":7,\"members\":\"x\"}]}}",
            "{\"permissions\":{}}",
            "{\"payload\":[]}",
            "{\"payload\":{\"data\":\"%%%\"}}",
            "{\"payload\":{\"data\":{}}}",
            "{\"payload\":{\"data\":\"eA==\",\"dataCrc32c\":\"x\"}}",
            "{\"replication\":[]}",
            "{\"replication\":7}",
            "{\"replication\":{\"automatic\":{}},\"labels\":7}",
            "{\"versionAliases\":{\"a\":\"x\"}}",
            "{\"format\":{}}",
            "{\"format\":\"MAVEN\"}",
            "{\"format\":1,\"mode\":[]}",
            "{\"description\":7}",
            "{\"overrides\":[]}",
            "{\"overrides\":{\"taskCount\":-1}}",
            "{\"timeout\":\"-5s\"}",
            "{\"timeout\":[]}",
            "{\"resourceNames\":7}",
            "{\"resourceNames\":[\"x\"]}",
            "{\"resourceNames\":[\"projects/a\"],\"pageSize\":-1}",
            "{\"resourceNames\":[\"projects/a\"],\"pageToken\":\"LTUgMA\"}",
            "{\"resourceNames\":[\"projects/a\"],\"filter\":\"(((\"}",
            "{\"resourceNames\":[\"projects/a\"],\"filter\":{}}",
            "[".repeat(2000),
            "{\"a\":".repeat(500),
            "{\"labels\":{\"a\":\"" + "x".repeat(70_000) + "\"}}");
    private static final List<String> SEGMENTS = List.of(
            "A",
            "-",
            "a-",
            "1a",
            "a".repeat(300),
            "%C3%BC",
            "a%2Fb",
            "..",
            "%2E%2E",
            "%00",
            "a%20b",
            "a:b",
            "%7B",
            "latest",
            "0",
            "99999999999");
    private static final List<String> QUERIES = List.of(
            "pageSize=-1",
            "pageSize=x",
            "pageSize=99999999999",
            "pageSize=1&pageToken=x",
            "pageToken=%00",
            "pageToken=ZnJvbSAx",
            "pageToken=LTUgMA",
            "updateMask=nope",
            "updateMask=,,",
            "updateMask=template..x",
            "updateMask=%2A",
            "updateMask=labels.a",
            "validateOnly=perhaps",
            "allowMissing=7",
            "etag=x",
            "serviceId=A",
            "serviceId=",
            "jobId=-",
            "secretId=..",
            "repositoryId=%2F",
            "filter=%28%28",
            "filter=a%3D",
            "interval.startTime=x",
            "%24alt=x",
            "%3D%26",
            "interval.startTime=2026-01-01T00:00:00Z&interval.endTime=2026-01-01T00:00:00Z");
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "DELETE", "PUT");

    private Garbage() {}

    static String body(Dice dice) {
        return dice.pick(BODIES);
    }

    static String method(Dice dice) {
        return dice.pick(METHODS);
    }

    static String query(Dice dice) {
        return dice.oneIn(3) ? "?" + dice.pick(QUERIES) + "&" + dice.pick(QUERIES) : "?" + dice.pick(QUERIES);
    }

    /** A path of a good one with one segment of another kind. */
    static String path(Dice dice, String good) {
        String[] segments = good.split("/", -1);
        segments[1 + dice.below(segments.length - 1)] = dice.pick(SEGMENTS);
        return String.join("/", segments);
    }
}
