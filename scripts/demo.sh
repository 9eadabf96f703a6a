#!/usr/bin/env bash
# The main job on this machine: two good releases, two bad ones that go back by themselves, and a rollback by hand, under load.
#   ./scripts/demo.sh [--report FILE] [--pictures FOLDER] [--keep] [--rate REQUESTS_PER_SECOND]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=scripts/lib/engine.sh
. "$root/scripts/lib/engine.sh"
# shellcheck source=scripts/lib/build.sh
. "$root/scripts/lib/build.sh"

report='' pictures='' keep='' rate=120
while [ $# -gt 0 ]; do
  case $1 in
    --report) report=$(realpath -m "${2:?--report needs a file}"); shift 2 ;;
    --pictures) pictures=$(realpath -m "${2:?--pictures needs a folder}"); shift 2 ;;
    --keep) keep=true; shift ;;
    --rate) rate=${2:?--rate needs a number}; shift 2 ;;
    *)
      echo "demo.sh: '$1' is not accepted; expected --report FILE, --pictures FOLDER, --keep or --rate NUMBER, for example: --report demo.json" >&2
      exit 2
      ;;
  esac
done
case $rate in
  '' | *[!0-9]* | 0*) echo "demo.sh: --rate '$rate' is not accepted; expected requests a second, for example: --rate 120" >&2; exit 2 ;;
esac

work=$(mktemp -d "${TMPDIR:-/tmp}/greenlight-demo.XXXXXX")
network="greenlight-demo-$$"
demo=''
clean() {
  trap - EXIT INT TERM
  if [ -n "$demo" ]; then
    kill -TERM "$demo" 2>/dev/null || true
    wait "$demo" 2>/dev/null || true
  fi
  docker ps --all --quiet --filter "network=$network" | xargs --no-run-if-empty docker rm --force --volumes >/dev/null 2>&1 || true
  docker volume ls --quiet --filter "name=$network" | xargs --no-run-if-empty docker volume rm --force >/dev/null 2>&1 || true
  docker network rm "$network" >/dev/null 2>&1 || true
  if [ "${code:-1}" -eq 0 ]; then rm -rf "$work"; else echo "What the demonstration left to read: $work" >&2; fi
}
trap 'code=$?; clean; exit $code' EXIT
# With --keep the end comes from outside, after everything was shown.
ended() { if [ -f "$work/shown" ]; then code=0; else code=$1; fi; }
trap 'ended 130; clean; exit $code' INT
trap 'ended 143; clean; exit $code' TERM

ensure_engine
ensure_jdk25
ensure_tool docker-registry docker-registry
ensure_tool git git
build_jar
build_image

DEMO_ROOT=$root DEMO_WORK=$work DEMO_NETWORK=$network DEMO_IMAGE=$image DEMO_KEEP=$keep DEMO_REPORT=$report DEMO_PICTURES=$pictures DEMO_RATE=$rate \
  "$JDK25_HOME/bin/java" -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" dev.greenlight.demo.Demo &
demo=$!
wait "$demo"
