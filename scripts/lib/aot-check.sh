#!/usr/bin/env bash
# Fails when the image's AOT cache is not really used: scripts/lib/aot-check.sh [IMAGE [SUBCOMMAND...]]
# The virtual machine leaves an unusable cache out without a word, and only start-up time tells. So the image's own launcher is
# run with AOTMode=on, which ends the process when the cache cannot be mapped, and the loaded classes are counted by origin. The command
# runs in a small project, so that it does more than refuse its inputs.
set -euo pipefail
image=${1:-greenlight:local}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- quality --checks none
# Some classes are always made at run time (hidden classes of lambdas, proxies).
readonly AT_LEAST_PERCENT=90
# A class that the command cannot do without, and that only its own cache has.
case "$1" in
    deploy-bluegreen | rollback) needed=com.google.cloud.run.v2.ServicesClient ;;
    *) needed=dev.greenlight.checks.ChecksReport ;;
esac

report=$(docker run --rm --env NEEDED="$needed" --entrypoint sh "$image" -c '
    sed "s#dev.greenlight.Main#-XX:AOTMode=on -Xlog:class+load:file=/tmp/classes dev.greenlight.Main#" /usr/local/bin/greenlight > /tmp/launcher
    mkdir -p /tmp/project/web
    cd /tmp/project
    echo "{version: 1, services: {web: {kind: react, path: web, port: 8080, health: /health}}}" > greenlight.yml
    bash /tmp/launcher "$@" > /tmp/out 2> /tmp/err
    code=$?
    if ! [ -s /tmp/classes ] || [ "$code" -ne 0 ]; then
        echo "the command ended with exit code $code: $(tail -n 3 /tmp/err /tmp/out)"
        exit 1
    fi
    awk -v needed="$NEEDED" "/source:/ { all++ } /source: shared objects file/ { cached++ }
         index(\$0, needed \" source: shared\") { found = 1 } END { print all + 0, cached + 0, found + 0 }" /tmp/classes
' sh "$@") || {
    printf 'aot-check: %s: the AOT cache is not used: %s\n' "$image" "$report" >&2
    exit 1
}
read -r all cached found <<< "$report"
percent=$((cached * 100 / (all > 0 ? all : 1)))
printf 'aot-check: %s: %d of %d classes (%d %%) of "greenlight %s" come from the AOT cache\n' "$image" "$cached" "$all" "$percent" "$*"
if [ "$found" != 1 ] || [ "$percent" -lt "$AT_LEAST_PERCENT" ]; then
    printf 'aot-check: at least %d %% and %s are expected\n' "$AT_LEAST_PERCENT" "$needed" >&2
    exit 1
fi
