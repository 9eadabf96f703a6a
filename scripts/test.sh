#!/usr/bin/env bash
# All tests, or the levels named: --unit (no network, no Docker), --cloud (Google's clients against the local cloud), --container (the built
# image, run as a runner runs it, and the workflow templates run by act). Installs and starts what it needs. Logs lie in test-logs/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=scripts/lib/engine.sh
. "$root/scripts/lib/engine.sh"
# shellcheck source=scripts/lib/build.sh
. "$root/scripts/lib/build.sh"
# shellcheck source=scripts/lib/workflows.sh
. "$root/scripts/lib/workflows.sh"

levels=()
for argument in "$@"; do
  case $argument in
    --unit | --cloud | --container) levels+=("${argument#--}") ;;
    *)
      echo "test.sh: '$argument' is not accepted; expected --unit, --cloud or --container, for example: --unit" >&2
      exit 2
      ;;
  esac
done
[ ${#levels[@]} -gt 0 ] || levels=(unit cloud container)

ensure_tool git git
mkdir -p test-logs
day=$(date +%Y%m%d)
ensure_jdk25
# Both levels wait for clouds and containers most of their time, each class for its own.
side_by_side=-DforkCount=2

# maven NAME ARGUMENTS...: runs Maven, shows its closing lines, keeps everything in test-logs/.
maven() {
  local name=$1 log
  shift
  log=test-logs/$name-$day.log
  echo "== $name (log: $log)"
  if ! JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode "$@" >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | head -n 60 >&2 || true
    grep -E 'Tests run: [0-9]+, Failures' "$log" | tail -n 1 || true
    echo "$name failed; the whole log is $log" >&2
    return 1
  fi
  grep -E 'Tests run: [0-9]+, Failures' "$log" | tail -n 1
}

# sweeps NAME: how many cases the sweeps of that run had. A level without its sweep is not a level that passed.
sweeps() {
  grep -h '^Sweep: ' "test-logs/$1-$day.log" || {
    echo "$1: the sweep of releases said nothing of its cases" >&2
    return 1
  }
}

for level in "${levels[@]}"; do
  case $level in
    unit)
      maven unit-test test
      ;;
    cloud)
      ensure_engine
      ensure_tool docker-registry docker-registry
      ensure_tool chromium chromium
      # GitHub's own packages speak with the clients of artifacts and caches.
      ensure_tool npm npm
      maven cloud-test test -Dtest.pattern='*CloudIT' -Dspotless.check.skip=true "$side_by_side"
      sweeps cloud-test
      ;;
    container)
      ensure_engine
      ensure_tool docker-registry docker-registry
      build_jar
      build_image
      ensure_workflow_checkers
      ensure_act
      maven container-test test -Dtest.pattern='*ContainerIT' -Dgreenlight.image="$image" -Dspotless.check.skip=true "$side_by_side"
      sweeps container-test
      ;;
  esac
done
echo "Passed: ${levels[*]}"
