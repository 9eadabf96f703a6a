#!/usr/bin/env bash
# Measures what docs/performance.md states.
#
#   scripts/bench.sh image [--image IMAGE]      sizes by layer, against their limits
#   scripts/bench.sh overhead [--image IMAGE]   an action with nothing to do against a container that does nothing, in one run
#   scripts/bench.sh localcloud                 the local cloud: its proxy against nginx in the same run, API calls, a thousand services
#   scripts/bench.sh                            image and overhead
#   scripts/bench.sh judge                      how often the canary judge is right, into docs/judge.md (some minutes; needs no image)
#   scripts/bench.sh release [--count N] [--containers N]   releases and rollbacks: writes, the time back, 0 failed requests (ten minutes and more)
#   scripts/bench.sh --sweep                    every mishap at every effect of a release, and the races (needs neither image nor engine)
#
# Exit code 1 when a limit is broken. Ratios are of one run on one machine; absolute times depend on what else it does.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/engine.sh
. "$here/lib/engine.sh"
# shellcheck source=scripts/lib/bench-localcloud.sh
. "$here/lib/bench-localcloud.sh"
# shellcheck source=scripts/lib/bench-release.sh
. "$here/lib/bench-release.sh"

image=greenlight:local
base=debian:trixie-slim
broken=0
readonly ROUNDS=${ROUNDS:-5} RUNS=${RUNS:-4}
readonly OWN_LAYERS_MB=1100 JAVA_MB=200 RATIO=2 JVM_MS=250

# limit WHAT VALUE LIMIT UNIT
limit() {
    local verdict=ok
    if awk "BEGIN { exit !($2 > $3) }"; then
        verdict="OVER THE LIMIT"
        broken=1
    fi
    printf '%-44s %8s %s (limit %s) %s\n' "$1" "$2" "$4" "$3" "$verdict"
}

# A layer's line of the Dockerfile, shortened to what a person recognises.
layer_name() {
    case "$1" in
        *docker-buildx*) echo "Debian packages: git, python3, docker, buildx, compose" ;;
        *COPY*"/usr/local/bin/node "*) echo "node" ;;
        *COPY*node_modules/npm*) echo "npm" ;;
        *COPY*/opt/greenlight/python*) echo "python tools" ;;
        *COPY*/opt/greenlight/runtime*) echo "java: runtime" ;;
        *COPY*/opt/greenlight/lib*) echo "java: libraries" ;;
        *COPY*" /opt/greenlight/ ") echo "java: Greenlight" ;;
        *aot-training.sh*\&\&* | *RUN*aot-training.sh* | *"sh /opt/greenlight/build/"*) echo "java: AOT cache" ;;
        *) printf '%s' "$1" | sed 's/^\/bin\/sh -c \(#(nop) *\)\?//' | cut -c 1-60 ;;
    esac
}

bench_image() {
    local own=0 java=0 total base_size bytes created name
    echo "Image $image, by layer (uncompressed)"
    while IFS=$'\t' read -r bytes created; do
        [ "$bytes" -gt 0 ] || continue
        name=$(layer_name "$created")
        printf '  %8.1f MB  %s\n' "$(awk "BEGIN { print $bytes / 1e6 }")" "$name"
        own=$((own + bytes))
        case "$name" in java:*) java=$((java + bytes)) ;; esac
    done < <(own_layers)
    total=$(docker image inspect --format '{{.Size}}' "$image")
    base_size=$((total - own))
    printf '  %8.1f MB  base\n' "$(awk "BEGIN { print $base_size / 1e6 }")"
    limit "Own layers over the base" "$((own / 1000000))" "$OWN_LAYERS_MB" MB
    limit "Java part with its cache" "$((java / 1000000))" "$JAVA_MB" MB
    limit "Programs that are there twice" "$(twice | wc -l)" 0 ""
    twice
}

# The names of programs, or of the packages behind them, of which the image has more than one file.
twice() {
    docker run --rm --entrypoint sh "$image" -c 'find / -xdev -type f -perm /111 \
        \( -path "*/bin/*" -o -path "*/cli-plugins/*" -o -name npm-cli.js \) ! -path "*/node_modules/npm/node_modules/*" -size +40k' |
        sed 's|.*/||' | sort | uniq -d
}

# BYTES<tab>CREATED-BY of every step above the base, newest first.
own_layers() {
    local steps base_steps
    base_steps=$(docker history --quiet --no-trunc "$base" | wc -l)
    steps=$(docker history --quiet --no-trunc "$image" | wc -l)
    docker history --no-trunc --human=false --format '{{.Size}}\t{{.CreatedBy}}' "$image" | head -n "$((steps - base_steps))"
}

# least_ms, median_ms NAME FOLDER: over all rounds. The least is the fairest: what other work adds is not what is measured.
least_ms() { jq -rs --arg name "$1" '[.[].results[] | select(.command == $name) | .times[]] | min * 1000 | round' "$2"/*.json; }
median_ms() { jq -rs --arg name "$1" '[.[].results[] | select(.command == $name) | .times[]] | sort | .[length / 2 | floor] * 1000 | round' "$2"/*.json; }

bench_overhead() {
    local work round nothing action least median processor code=0
    ensure_tool hyperfine hyperfine
    ensure_tool jq jq
    work=$(mktemp -d)
    # A repository, and a run of quality with nothing to do in it: inputs, greenlight.yml and report, but no check.
    mkdir -p "$work/empty/web" "$work/results"
    printf 'version: 1\nservices:\n  web: { kind: react, path: web, port: 8080, health: /health }\n' > "$work/empty/greenlight.yml"
    local run="docker run --rm --workdir /github/workspace --volume $work/empty:/github/workspace"
    $run "$image" quality --checks none > /dev/null 2>&1 || code=$?
    # In turns, so that a busy minute of the machine falls on both.
    for round in $(seq "$ROUNDS"); do
        hyperfine --style none --shell none --runs "$RUNS" --ignore-failure --export-json "$work/results/$round.json" \
            --command-name nothing "$run --entrypoint /bin/true $image" \
            --command-name action "$run $image quality --checks none" > /dev/null 2>&1
    done
    nothing=$(least_ms nothing "$work/results")
    action=$(least_ms action "$work/results")
    read -r least median processor < <($run --interactive --entrypoint python3 "$image" - "$((ROUNDS * RUNS))" < "$here/lib/process-time.py")
    echo "Overhead of an action, $((ROUNDS * RUNS)) runs each (least, median; load average $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) processors)"
    printf '  %-42s %5d ms %5d ms\n' "docker run --entrypoint /bin/true" "$nothing" "$(median_ms nothing "$work/results")"
    printf '  %-42s %5d ms %5d ms\n' "docker run IMAGE quality, nothing to do" "$action" "$(median_ms action "$work/results")"
    printf '  %-42s %5d ms %5d ms, of processor time %d ms\n' "the same process alone, inside a container" "$least" "$median" "$processor"
    # What is measured must be the action, not a refusal of it.
    limit "Exit code of that quality" "$code" 0 ""
    limit "Ratio of the two docker runs" "$(awk "BEGIN { printf \"%.2f\", $action / $nothing }")" "$RATIO" x
    limit "The Java process's part" "$least" "$JVM_MS" ms
    rm -rf "$work"
    "$here/lib/aot-check.sh" "$image" || broken=1
    "$here/lib/aot-check.sh" "$image" rollback --help || broken=1
}

bench_judge() {
    local root classpath
    root=$(cd "$here/.." && pwd)
    # shellcheck source=scripts/lib/build.sh
    . "$here/lib/build.sh"
    ensure_jdk25
    cd "$root"
    classpath=$(mktemp)
    JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode --quiet test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classpath"
    "$JDK25_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat "$classpath")" dev.greenlight.releases.gate.OperatingCurve
    rm -f "$classpath"
    sed -n '/measured by/,/end of/p' docs/judge.md
}

# The tests choose among the cases; this runs all of them, with a request of 30 s across the shifts.
bench_sweep() {
    local root log
    root=$(cd "$here/.." && pwd)
    # shellcheck source=scripts/lib/build.sh
    . "$here/lib/build.sh"
    ensure_jdk25
    cd "$root"
    mkdir -p test-logs
    log=test-logs/sweep-$(date +%Y%m%d).log
    echo "Sweep, all cases (log: $log)"
    JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode test -Dtest.pattern='sweep/*CloudIT' -Dsweep=full -Dspotless.check.skip=true > "$log" 2>&1 || broken=1
    grep -hE '^Sweep: |Tests run: [0-9]+, Failures' "$log" || true
}

what=()
while [ $# -gt 0 ]; do
    case "$1" in
        --image) image=${2:?--image needs a name}; shift ;;
        --count) COUNT=${2:?--count needs a number}; shift ;;
        --containers) CONTAINERS=${2:?--containers needs a number}; shift ;;
        image | overhead | localcloud | judge | release) what+=("$1") ;;
        --sweep) what+=(sweep) ;;
        *) engine_say "unknown argument $1; see the head of scripts/bench.sh"; exit 2 ;;
    esac
    shift
done
[ ${#what[@]} -gt 0 ] || what=(image overhead)
case " ${what[*]} " in
    *" image "* | *" overhead "*)
        docker image inspect "$image" > /dev/null 2>&1 || engine_die "there is no image $image; docker build -t $image ."
        ;;
esac
for each in "${what[@]}"; do
    case "$each" in
        image) bench_image ;;
        overhead) bench_overhead ;;
        localcloud) bench_localcloud ;;
        judge) bench_judge ;;
        release) bench_release ;;
        sweep) bench_sweep ;;
    esac
done
exit "$broken"
