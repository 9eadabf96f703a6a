#!/usr/bin/env bash
# Sourced by the other scripts: makes sure that an engine, a JDK 25 and single tools are there.
# Every function is quick and silent when nothing is missing, installs Debian packages when it runs as root, and otherwise
# says what to install. Failing means: a line on stderr and exit code 3.

engine_state=${GREENLIGHT_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/greenlight}
engine_pid_file=$engine_state/dockerd.pid
engine_log_file=$engine_state/dockerd.log

engine_say() { printf '%s\n' "$*" >&2; }
engine_die() {
    printf 'error: %s\n' "$*" >&2
    exit 3
}

# Package lists are fetched once a shell: they do not change while a script runs.
fresh_lists() {
    local problem
    [ -z "${ENGINE_LISTS_FRESH:-}" ] || return 0
    problem=$(apt-get update 2>&1 | grep -E '^(E|W|Err)' | tail -n 1) || true
    [ -z "$problem" ] || engine_say "warning: apt-get update: $problem"
    export ENGINE_LISTS_FRESH=yes
}

# has_package NAME: whether the distribution offers it.
has_package() { apt-cache show "$1" 2> /dev/null | grep -q '^Version:'; }

# install_packages WHY PACKAGE...
install_packages() {
    local why=$1 log
    shift
    [ "$(id -u)" = 0 ] || engine_die "$why. Install it (Debian: apt-get install $*) or run as root."
    command -v apt-get > /dev/null || engine_die "$why, and this system has no apt-get. Install: $*."
    engine_say "$why: installing $*"
    fresh_lists
    log=$(mktemp)
    if ! DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" > "$log" 2>&1; then
        engine_say "$(tail -n 5 "$log")"
        rm -f "$log"
        engine_die "cannot install $*"
    fi
    rm -f "$log"
}

# ensure_tool NAME PACKAGE: a command on PATH (or in the system folders that a user's PATH may lack).
ensure_tool() {
    local name=$1 package=${2:-$1}
    command -v "$name" > /dev/null || [ -x "/usr/sbin/$name" ] || install_packages "$name is missing" "$package"
}

ensure_docker_client() {
    command -v docker > /dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then fresh_lists; fi
    # Debian 12's docker.io is client and engine in one; since Debian 13 the client is docker-cli.
    if has_package docker-cli; then ensure_tool docker docker-cli; else ensure_tool docker docker.io; fi
}

engine_answers() { docker version --format '{{.Server.Version}}' > /dev/null 2>&1; }

# ensure_engine: the engine that DOCKER_HOST or the usual socket names; where none answers, one is started.
ensure_engine() {
    ensure_docker_client
    engine_answers && return 0
    [ -z "${DOCKER_HOST:-}" ] || engine_die "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST"
    [ "$(id -u)" = 0 ] || engine_die "no Docker engine answers. Start one, or let $(id -un) use it (group docker), or run as root."
    command -v dockerd > /dev/null || [ -x /usr/sbin/dockerd ] || install_packages "the Docker engine is missing" docker.io iptables
    ensure_tool iptables iptables
    # A package's own service may be coming up.
    if [ -d /run/systemd/system ]; then
        systemctl start docker > /dev/null 2>&1 || true
    fi
    engine_answers || start_engine
}

start_engine() {
    local waited=0 pid
    mkdir -p "$engine_state"
    # A stale pid file of an engine that was killed stops the next one from starting.
    if [ -f /var/run/docker.pid ] && ! kill -0 "$(cat /var/run/docker.pid)" 2> /dev/null; then rm -f /var/run/docker.pid; fi
    PATH=$PATH:/usr/sbin:/sbin setsid dockerd --host unix:///var/run/docker.sock > "$engine_log_file" 2>&1 < /dev/null &
    pid=$!
    printf '%s %s\n' "$pid" "$(engine_birth "$pid")" > "$engine_pid_file"
    engine_say "started a Docker engine (pid $pid, log $engine_log_file)"
    while ! engine_answers; do
        kill -0 "$pid" 2> /dev/null || {
            rm -f "$engine_pid_file"
            engine_die "the Docker engine did not start: $(tail -n 3 "$engine_log_file")"
        }
        [ "$waited" -lt 150 ] || {
            stop_engine
            engine_die "the Docker engine does not answer after 30 s: $(tail -n 3 "$engine_log_file")"
        }
        sleep 0.2
        waited=$((waited + 1))
    done
}

# The kernel's start time of a process: a pid alone may have been given to somebody else since.
engine_birth() { sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | cut -d ' ' -f 20; }

# stop_engine: ends the engine that start_engine started, and no other.
stop_engine() {
    local pid birth waited=0
    [ -f "$engine_pid_file" ] || return 0
    read -r pid birth < "$engine_pid_file"
    rm -f "$engine_pid_file"
    [ -n "$birth" ] && [ "$(engine_birth "$pid")" = "$birth" ] || return 0
    kill "$pid"
    while kill -0 "$pid" 2> /dev/null && [ "$waited" -lt 100 ]; do
        sleep 0.2
        waited=$((waited + 1))
    done
}

is_jdk25() { [ -x "$1/bin/javac" ] && [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null)" = 25 ]; }

find_jdk25() {
    local candidate
    for candidate in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" /usr/lib/jvm/*25* /opt/java/openjdk "$(java_on_path)"; do
        if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

java_on_path() {
    local java
    java=$(command -v javac) && java=$(readlink -f "$java") && printf '%s' "${java%/bin/javac}"
}

# ensure_jdk25: sets and exports JDK25_HOME. Leaves JAVA_HOME alone; who runs Maven sets it from this.
ensure_jdk25() {
    if ! JDK25_HOME=$(find_jdk25); then
        if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then fresh_lists; fi
        has_package openjdk-25-jdk-headless \
            || engine_die "JDK 25 is missing: looked at JAVA_HOME, /usr/lib/jvm/*25* and PATH. Install one (for example Temurin 25) and set JAVA_HOME."
        # Slim systems lack this folder, and the package's set-up fails without it.
        [ "$(id -u)" != 0 ] || mkdir -p /usr/share/man/man1
        install_packages "JDK 25 is missing" openjdk-25-jdk-headless
        JDK25_HOME=$(find_jdk25) || engine_die "openjdk-25-jdk-headless was installed but no JDK 25 is found"
    fi
    export JDK25_HOME
    # What Maven's own libraries do and new JDKs warn of is not our reader's concern. Older JDKs do not know these options.
    export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}
