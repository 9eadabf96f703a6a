#!/bin/sh
# aot-training.sh FOLDER: makes FOLDER/checks.aot and FOLDER/releases.aot from a run of the commands in aot-checks.txt and
# aot-releases.txt, and proves that they are used. Two, because a cache is loaded whole: with Google's clients in it quality would start
# a third slower, and they are what the actions on the cloud spend their start on.
set -eu
folder=$1
java=$folder/runtime/bin/java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A project with one service of each kind: the way through configuration, checks, release and report.
mkdir -p "$work/project/backend" "$work/project/frontend" "$work/project/advisories/PyPI" "$work/project/advisories/npm" \
    "$work/runner"
cd "$work/project"
echo 'print("hello")' > backend/manage.py
echo 'example==1.0' > backend/requirements.txt
for ecosystem in PyPI npm; do
    echo '{"id": "EXAMPLE-1", "modified": "2026-11-29T00:00:00Z", "affected": []}' > advisories/$ecosystem/EXAMPLE-1.json
done
echo '{"name": "frontend", "version": "1.0.0", "dependencies": {"example": "1.0.0"}}' > frontend/package.json
cat > frontend/package-lock.json << 'LOCK'
{"name": "frontend", "version": "1.0.0", "lockfileVersion": 3, "packages": {
  "": {"name": "frontend", "version": "1.0.0", "dependencies": {"example": "1.0.0"}},
  "node_modules/example": {"version": "1.0.0", "resolved": "https://registry.npmjs.org/example/-/example-1.0.0.tgz"}}}
LOCK
cat > greenlight.yml << 'PROJECT'
version: 1
services:
  backend:
    path: backend
    kind: django
    port: 8000
    health: /api/health
  frontend:
    path: frontend
    kind: react
    port: 8080
    health: /health
release:
  steps: [100]
  gate: { successes: 1, health-limit: 60s, observe: 1s, observe-limit: 120s, minimum-requests: 1, maximum-error-rate: 0.01 }
advisories: { offline: advisories, maximum-age: none }
environments:
  production:
    project: training
    regions: [europe-west1]
    registry: 127.0.0.1:9/training/images
    services:
      backend:
        name: backend
        secrets: { DJANGO_SECRET_KEY: django-key@1 }
      frontend:
        name: frontend
        env: { BACKEND_URL: "${services.backend.url}" }
PROJECT

# The cloud that the commands release to.
mkdir "$work/cloud"
"$java" "@$folder/java.options" TrainingCloud "$work/cloud" "$work/cloud.properties" > "$work/cloud.log" 2>&1 &
cloud=$!
trap 'kill "$cloud" 2> /dev/null || :; rm -rf "$work"' EXIT
waited=0
until [ -f "$work/cloud.properties" ]; do
    waited=$((waited + 1))
    if [ "$waited" -gt 600 ] || ! kill -0 "$cloud" 2> /dev/null; then
        cat "$work/cloud.log"
        exit 1
    fi
    sleep 0.1
done

# The environment of a runner's job, so that its protocol is part of the record.
for file in output summary env path state; do : > "$work/runner/$file"; done
for cache in checks releases; do
    env -i PATH="$PATH" HOME="$work" LANG=C.UTF-8 \
        GITHUB_ACTIONS=true GITHUB_WORKSPACE="$work/project" GITHUB_REPOSITORY=owner/project GITHUB_SHA=0000000000000000000000000000000000000000 \
        GITHUB_REF=refs/heads/main GITHUB_EVENT_NAME=push GITHUB_RUN_ID=1 GITHUB_RUN_ATTEMPT=1 GITHUB_ACTOR=owner RUNNER_TEMP="$work" \
        GITHUB_OUTPUT="$work/runner/output" GITHUB_STEP_SUMMARY="$work/runner/summary" GITHUB_ENV="$work/runner/env" \
        GITHUB_PATH="$work/runner/path" GITHUB_STATE="$work/runner/state" \
        "$java" "-XX:AOTCacheOutput=$folder/$cache.aot" "@$folder/java.options" \
        AotTraining "$folder/build/aot-$cache.txt" "$work/cloud.properties" > "$work/log" 2>&1 || {
        cat "$work/log"
        exit 1
    }
    grep '^trained:' "$work/log"
    # With AOTMode=on a cache that cannot be mapped ends the virtual machine instead of being left out silently.
    "$java" -XX:AOTMode=on "-XX:AOTCache=$folder/$cache.aot" "@$folder/java.options" dev.greenlight.Main --help > /dev/null
    ls -l "$folder/$cache.aot"
done
