#!/usr/bin/env bash
# Measures what docs/performance.md states.
#
#   scripts/bench.sh image [--image IMAGE]      sizes by layer, against their limits
#   scripts/bench.sh overhead [--image IMAGE]   an action with nothing to do against a container that does nothing, in one run
#   scripts/bench.sh localcloud                 the local cloud: its proxy against nginx in the same run, API calls, a thousand services
#   scripts/bench.sh                            image and overhead
#   scripts/bench.sh judge                      how often the canary judge is right, into docs/judge.md (some minutes; needs no image)
#   scripts/bench.sh release [--count N] [--containers N]   releases and rollbacks: writes, the time back, 0 failed requests (ten minutes and more)
#   scripts/bench.sh quality                    quality against pre-commit, prek and lefthook with the same tools (an hour; needs no image)
#   scripts/bench.sh --sweep                    every mishap at every effect of a release, and the races (needs neither image nor engine)
#
# Exit code 1 when a limit is broken or a figure is missing. Ratios are of one run on one machine; absolute times depend on what else it does.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/engine.sh
. "$here/lib/engine.sh"
# shellcheck source=scripts/lib/limits.sh
. "$here/lib/limits.sh"
# shellcheck source=scripts/lib/bench-image.sh
. "$here/lib/bench-image.sh"
# shellcheck source=scripts/lib/bench-localcloud.sh
. "$here/lib/bench-localcloud.sh"
# shellcheck source=scripts/lib/bench-quality.sh
. "$here/lib/bench-quality.sh"
# shellcheck source=scripts/lib/bench-release.sh
. "$here/lib/bench-release.sh"

image=greenlight:local
base=debian:trixie-slim
readonly ROUNDS=${ROUNDS:-5} RUNS=${RUNS:-4}
readonly RATIO=2 JVM_MS=250

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
        image | overhead | localcloud | judge | quality | release) what+=("$1") ;;
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
        quality) bench_quality ;;
        release) bench_release ;;
        sweep) bench_sweep ;;
    esac
done
exit "$broken"
