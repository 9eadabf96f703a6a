# shellcheck shell=bash
# Sourced by scripts/bench.sh: releases and rollbacks, their writes, their time and what visitors notice of them.
#
# COUNT       releases and rollbacks of workloads inside the process; 500
# CONTAINERS  releases and rollbacks of containers; 20; 0 needs no engine
# RATE        browser-like requests a second (pages, assets, API, writes) during both parts; 200
# MINUTES     after so many no further release begins, in either part; 20

# A registry for the containers' image on a free port, and the image in it: sets bench_registry and bench_digest.
bench_release_image() {
    local root=$1 work=$2 port
    # Called as a condition, where the shell does not stop at a failure by itself.
    ensure_engine
    ensure_tool docker-registry docker-registry
    "$here/lib/stand-ins.sh" > /dev/null || return 1
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cat > "$work/registry.yml" <<CONF
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:$port"}
CONF
    docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
    bench_pids+=($!)
    bench_registry=localhost:$port
    docker build --quiet --tag "$bench_registry/dreams/images/web:bench" "$root/src/test/resources/bench" > /dev/null || return 1
    docker push --quiet "$bench_registry/dreams/images/web:bench" > /dev/null || return 1
    bench_digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$bench_registry/dreams/images/web:bench") || return 1
    bench_digest=${bench_digest##*@}
}

bench_release() {
    local root work bench_pids=() bench_registry='' bench_digest='' launch code=0
    root=$(cd "$here/.." && pwd)
    # shellcheck source=scripts/lib/build.sh
    . "$here/lib/build.sh"
    ensure_jdk25
    build_jar
    work=$(mktemp -d)
    if [ "${CONTAINERS:-20}" != 0 ]; then
        bench_release_image "$root" "$work" || {
            [ ${#bench_pids[@]} -eq 0 ] || kill "${bench_pids[@]}" 2> /dev/null || true
            engine_die "the image for the containers could not be built or pushed"
        }
    fi
    launch="$JDK25_HOME/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $root/target/greenlight.jar:$root/target/lib/* dev.greenlight.Main"
    echo "Releases (load average $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) processors)"
    "$JDK25_HOME/bin/java" -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" \
        dev.greenlight.releases.sweep.ReleaseBench "count=${COUNT:-500}" "containers=${CONTAINERS:-20}" "rate=${RATE:-200}" \
        "minutes=${MINUTES:-20}" "registry=$bench_registry" "digest=$bench_digest" "launch=$launch" 2> "$work/bench.log" || code=$?
    echo "Load average at the end: $(cut -d ' ' -f 1-3 /proc/loadavg)"
    [ ${#bench_pids[@]} -eq 0 ] || kill "${bench_pids[@]}" 2> /dev/null || true
    if [ "$code" -ne 0 ]; then
        broken=1
        grep -v ' org.eclipse.jetty\|^INFO' "$work/bench.log" | tail -n 20 >&2
    fi
    [ -z "$bench_registry" ] || docker image rm --force "$bench_registry/dreams/images/web:bench" > /dev/null 2>&1 || true
    rm -rf "$work"
}
