#!/usr/bin/env bash
# Lints and tests the application in containers. Logs and reports land in test-logs/, one log a phase and day.
#
#   ./scripts/test.sh                  lint and unit tests
#   ./scripts/test.sh --integration    also start the application and test it from outside
#   ./scripts/test.sh --help
#
# Needs Docker with compose, nothing else. Exit code: 0 all passed, 1 something failed, 2 cannot run.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

integration=false
for argument in "$@"; do
  case $argument in
    --integration) integration=true ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "test.sh: unknown option $argument (see --help)" >&2; exit 2 ;;
  esac
done

if docker compose version >/dev/null 2>&1; then
  compose() { docker compose "$@"; }
elif command -v docker-compose >/dev/null; then
  compose() { docker-compose "$@"; }
else
  echo 'test.sh needs Docker with compose.' >&2
  exit 2
fi
docker info >/dev/null 2>&1 || { echo 'test.sh cannot reach the Docker engine.' >&2; exit 2; }

day=$(date +%Y%m%d)
mkdir -p test-logs
failed=()

say() { echo "$@" | tee -a "test-logs/test-pipeline-$day.log"; }

# phase NAME LOG COMMAND...: runs a command, its output on the screen and in the log; notes whether it failed.
phase() {
  local name=$1 log=test-logs/$2-$day.log started=$SECONDS
  shift 2
  say "── $name"
  if "$@" 2>&1 | tee -a "$log"; then
    say "   passed in $((SECONDS - started)) s"
  else
    say "   FAILED in $((SECONDS - started)) s, see $log"
    failed+=("$name")
  fi
}

test_service() { compose --profile test run --rm -T "$@"; }

# The containers write reports as root; whoever runs this script shall be able to delete them.
hand_over_reports() {
  test_service --no-deps --entrypoint chown backend-test -R "$(id -u):$(id -g)" /reports >/dev/null 2>&1
}

integration_test() {
  compose up -d --build && ./scripts/integration-test.sh
  local code=$?
  if [[ $code -ne 0 ]]; then compose logs --tail 50 backend frontend; fi
  return "$code"
}

# Leave things as they were found: what runs already stays, what this run starts goes. Data volumes stay.
if [[ -z $(compose ps -q db 2>/dev/null) ]]; then
  trap 'compose --profile test down >/dev/null 2>&1' EXIT
fi

say "Test run of $(date -u +%Y-%m-%dT%H:%M:%SZ)"
phase 'build of the test images' test-build compose --profile test build backend-test frontend-test
if [[ ${#failed[@]} -eq 0 ]]; then
  phase 'back end: flake8' backend-test test_service --no-deps backend-test flake8
  phase 'back end: unit, API and migration tests' backend-test test_service backend-test
  phase 'front end: ESLint' frontend-test test_service --no-deps frontend-test npm run lint
  phase 'front end: types' frontend-test test_service --no-deps frontend-test npm run typecheck
  phase 'front end: unit tests with coverage' frontend-test test_service frontend-test
  if [[ $(id -u) -ne 0 ]]; then hand_over_reports; fi
  if $integration; then phase 'integration' integration integration_test; fi
fi

if [[ ${#failed[@]} -gt 0 ]]; then
  say "FAILED: $(printf '%s; ' "${failed[@]}")"
  exit 1
fi
say 'All passed.'
