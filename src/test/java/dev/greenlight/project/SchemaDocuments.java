package dev.greenlight.project;

import java.util.List;
import java.util.stream.Stream;

/** A file with every key, and changes of it that schema and parser must judge alike. */
final class SchemaDocuments {
    static final String FULL = """
            version: 1
            services:
              backend: { kind: django, path: backend, port: 8000, health: /h, version: /v, migrate: [a], health-answer: {
                status: 200, json: { /a/~1~0: 1 }, headers: { X-A: b }, within: 500ms } }
            environments:
              production:
                project: dreamcatchr
                regions: [europe-west1]
                registry: localhost:5000/dreamcatchr/images
                services:
                  backend: { name: backend, env: { A: x }, secrets: { B: name@3 }, public-url: "https://a.example" }
                release: { steps: [50, 100] }
            release:
              steps: [10, 100]
              staging-tests: { command: [x], image: a/b:c, within: 10m, effects: none }
              bake: 10m
              gate:
                successes: 5
                health-limit: 60s
                observe: 60s
                observe-limit: 5m
                minimum-requests: 100
                maximum-error-rate: 0.01
                maximum-p95: 800ms
                maximum-p99: 2s
                tolerated-slowdown: 0.25
                undecided: abort
                synthetic:
                  path: /api/items
                  per-second: 10
                  time: 30s
            advisories:
              osv: https://mirror.example/osv
              osv-database: https://mirror.example/osv/database/
              npm: http://localhost:8080/npm
              index: https://mirror.example
              safety-db: advisories/safety
              maximum-age: 240h
            """;

    private SchemaDocuments() {}

    /** Each: the text to replace, and what with. */
    static Stream<List<String>> changes() {
        return Stream.of(
                List.of("version: 1\n", "version: 2\n"),
                List.of("osv: https://mirror.example/osv", "osv: mirror.example"),
                List.of("osv: https://mirror.example/osv", "osv: ftp://mirror.example"),
                List.of("osv: https://mirror.example/osv", "osv: https://user:password@mirror.example"),
                List.of("osv: https://mirror.example/osv", "osv: 'https://mirror.example/a b'"),
                List.of("osv: https://mirror.example/osv", "osv: https://mirror.example/?a=b"),
                List.of("osv: https://mirror.example/osv", "osv: https://"),
                List.of("osv: https://mirror.example/osv", "osv: https://mirror.example:65535/osv"),
                List.of("osv: https://mirror.example/osv", "osv: https://mirror.example:65536/osv"),
                List.of("osv: https://mirror.example/osv", "osv: https://mirror.example:/osv"),
                List.of("osv: https://mirror.example/osv", "osv: 'https://[::1]:8080/osv'"),
                List.of("osv: https://mirror.example/osv", "offline: advisories"),
                List.of("safety-db: advisories/safety", "safety-db: ../safety"),
                List.of("safety-db: advisories/safety", "safety-db: ''"),
                List.of("maximum-age: 240h", "maximum-age: none"),
                List.of("maximum-age: 240h", "maximum-age: 10d"),
                List.of("maximum-age: 240h", "maximum-age: 10"),
                List.of("maximum-age: 240h", "oldest: 240h"),
                List.of("https://a.example", "https://a.example/"),
                List.of("https://a.example", "https://a..example"),
                List.of("https://a.example", "http://a.example:65535"),
                List.of("https://a.example", "https://a.example:65536"),
                List.of("https://a.example", "a.example"),
                List.of("bake: 10m", "bake: none"),
                List.of("bake: 10m", "bake: 0m"),
                List.of("bake: 10m", "bake: 10"),
                List.of("bake: 10m", "bake: 240m"),
                List.of("version: 1\n", "version: one\n"),
                List.of("version: 1\n", ""),
                List.of("kind: django", "kind: react"),
                List.of("kind: django", "kind: flask"),
                List.of("kind: django, ", ""),
                List.of("path: backend", "path: ."),
                List.of("path: backend", "path: a/b..c/d"),
                List.of("path: backend", "path: ../a"),
                List.of("path: backend", "path: a/.."),
                List.of("path: backend", "path: /a"),
                List.of("path: backend", "path: ''"),
                List.of("path: backend", "path: 'a\\b'"),
                List.of("port: 8000", "port: 65535"),
                List.of("port: 8000", "port: 65536"),
                List.of("port: 8000", "port: 0"),
                List.of("port: 8000", "port: '8000'"),
                List.of("health: /h", "health: h"),
                List.of("health: /h", "health: '/h h'"),
                List.of("health: /h, ", ""),
                List.of("version: /v", "version: v"),
                List.of(", version: /v", ""),
                List.of("migrate: [a]", "migrate: [a, --b]"),
                List.of("migrate: [a]", "migrate: []"),
                List.of("migrate: [a]", "migrate: a"),
                List.of("migrate: [a]", "migrate: ['']"),
                List.of("migrate: [a]", "migrate: [1]"),
                List.of("status: 200", "status: 599"),
                List.of("status: 200", "status: 600"),
                List.of("status: 200", "status: 99"),
                List.of("status: 200", "status: ok"),
                List.of("status: 200", "stat: 200"),
                List.of("/a/~1~0: 1", "'': ok"),
                List.of("/a/~1~0: 1", "/: -1.5, /b: true, /c: 'true', //: 0"),
                List.of("/a/~1~0: 1", "a: 1"),
                List.of("/a/~1~0: 1", "/a~2: 1"),
                List.of("/a/~1~0: 1", "/a~: 1"),
                List.of("/a/~1~0: 1", "/a: [1]"),
                List.of("/a/~1~0: 1", "/a: { b: 1 }"),
                List.of("/a/~1~0: 1", "/a: null"),
                List.of("X-A: b", "X-A: 1, X-B: true"),
                List.of("X-A: b", "'X A': b"),
                List.of("X-A: b", "'': b"),
                List.of("X-A: b", "X-A: [b]"),
                List.of("X-A: b", "X-A: \"b\\nc\""),
                List.of("within: 500ms", "within: 0s"),
                List.of("within: 500ms", "within: 1"),
                List.of("command: [x]", "command: [x, -y, ' ']"),
                List.of("command: [x]", "command: []"),
                List.of("command: [x]", "command: x"),
                List.of("command: [x]", "command: ['']"),
                List.of("command: [x]", "command: [1]"),
                List.of("command: [x], ", ""),
                List.of("image: a/b:c, ", ""),
                List.of("image: a/b:c", "image: --privileged"),
                List.of("image: a/b:c", "image: 'a b'"),
                List.of("image: a/b:c", "image: a@sha256:00"),
                List.of("within: 10m", "within: 10"),
                List.of("effects: none", "effects: some"),
                List.of("effects: none", "effect: none"),
                List.of("effects: none", "tenant: staging"),
                List.of("effects: none", "tenant: '-'"),
                List.of("effects: none", "tenant: ''"),
                List.of(", effects: none", ""),
                List.of("effects: none", "effects: none, tenant: staging"),
                List.of("project: dreamcatchr", "project: dream"),
                List.of("project: dreamcatchr", "project: Dreamcatchr"),
                List.of("[europe-west1]", "[europe-west1, northamerica-northeast2]"),
                List.of("[europe-west1]", "[europe-west1, europe-west1]"),
                List.of("[europe-west1]", "[]"),
                List.of("[europe-west1]", "[europe]"),
                List.of("localhost:5000/dreamcatchr/images", "europe-west1-docker.pkg.dev/dreamcatchr/images"),
                List.of("localhost:5000/dreamcatchr/images", "https://localhost/images"),
                List.of("localhost:5000/dreamcatchr/images", "localhost"),
                List.of("name: backend", "name: " + "b".repeat(49)),
                List.of("name: backend", "name: " + "b".repeat(50)),
                List.of("name: backend", "name: Backend"),
                List.of("name: backend, ", ""),
                List.of("env: { A: x }", "env: { A: 1, B_2: 1.5, C: true, _d: '' }"),
                List.of("env: { A: x }", "env: { A: [] }"),
                List.of("env: { A: x }", "env: { A: }"),
                List.of("env: { A: x }", "env: { PORT: 1 }"),
                List.of("env: { A: x }", "env: { PORTS: 1 }"),
                List.of("env: { A: x }", "env: { K_SERVICE: x }"),
                List.of("env: { A: x }", "env: { CLOUD_RUN_JOB: x }"),
                List.of("env: { A: x }", "env: { X_GOOGLE_A1: x }"),
                List.of("env: { A: x }", "env: { 1A: x }"),
                List.of("env: { A: x }", "env: { A-B: x }"),
                List.of("name@3", "name"),
                List.of("name@3", "name@latest"),
                List.of("name@3", "name@0"),
                List.of("name@3", "a/b"),
                List.of("steps: [10, 100]", "steps: [10, 50, 101]"),
                List.of("steps: [10, 100]", "steps: [0, 100]"),
                List.of("steps: [10, 100]", "steps: []"),
                List.of("steps: [10, 100]", "steps: 100"),
                List.of("steps: [10, 100]", "steps: ['100']"),
                List.of("successes: 5", "successes: 0"),
                List.of("successes: 5", "successes: 1001"),
                List.of("health-limit: 60s", "health-limit: 60"),
                List.of("health-limit: 60s", "health-limit: 0s"),
                List.of("health-limit: 60s", "health-limit: 500ms"),
                List.of("observe: 60s", "observe: 1 m"),
                List.of("minimum-requests: 100", "minimum-requests: 0"),
                List.of("minimum-requests: 100", "minimum-requests: x"),
                List.of("maximum-error-rate: 0.01", "maximum-error-rate: 1"),
                List.of("maximum-error-rate: 0.01", "maximum-error-rate: 1.01"),
                List.of("maximum-error-rate: 0.01", "maximum-error-rate: -0.1"),
                List.of("maximum-error-rate: 0.01", "maximum-error-rate: 1%"),
                List.of("maximum-p95: 800ms", "maximum-p95: 800"),
                List.of("maximum-p99: 2s", "maximum-p99: 2s 1ms"),
                List.of("tolerated-slowdown: 0.25", "tolerated-slowdown: 100"),
                List.of("tolerated-slowdown: 0.25", "tolerated-slowdown: 100.5"),
                List.of("tolerated-slowdown: 0.25", "tolerated-slowdown: -1"),
                List.of("undecided: abort", "undecided: proceed"),
                List.of("undecided: abort", "undecided: wait"),
                List.of("path: /api/items", "path: api"),
                List.of("path: /api/items", "tim: 1s"),
                List.of("per-second: 10", "per-second: 50"),
                List.of("per-second: 10", "per-second: 51"),
                List.of("per-second: 10", "per-second: 0"),
                List.of("time: 30s", "time: 30"),
                List.of("steps: [10, 100]", "steps: [1, 2, 3, 4, 5, 6, 7, 8, 100]"),
                List.of("  backend: { kind", "  Backend: { kind"),
                List.of("  production:", "  pro_duction:"),
                List.of("steps: [10, 100]", "step: [10, 100]"),
                List.of("successes: 5", "succeses: 5"),
                List.of(", health: /h", ", health: /h, heath: /h"),
                List.of("project: dreamcatchr", "project: dreamcatchr\n    zone: a"));
    }
}
