#!/usr/bin/env bash
# Checks the running application from outside, the way a browser uses it.
#
#   docker-compose up -d && ./scripts/integration-test.sh
#   BASE_URL=https://staging.example ./scripts/integration-test.sh
#
# Waits up to WAIT_SECONDS (default 60) for the application. Exit code: 0 all well, 1 something is wrong, 2 cannot run.
set -euo pipefail

BASE_URL=${BASE_URL:-http://127.0.0.1:8080}
BASE_URL=${BASE_URL%/}
WAIT_SECONDS=${WAIT_SECONDS:-60}

for tool in curl python3; do
  command -v "$tool" >/dev/null || { echo "integration-test.sh needs $tool" >&2; exit 2; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cookies=$scratch/cookies
body=$scratch/body
checks=0
status=

# call METHOD PATH [JSON] [curl options...]: sets $status, leaves the body in $body. Never fails by itself.
call() {
  local method=$1 path=$2 json=${3:-}
  shift $(($# < 3 ? $# : 3))
  local options=(--silent --show-error --max-time 15 --request "$method" --output "$body" --write-out '%{http_code}')
  options+=(--header "Origin: $BASE_URL" --header "Referer: $BASE_URL/")
  local token
  token=$(awk '$6 == "csrftoken" { print $7 }' "$cookies" 2>/dev/null || true)
  if [[ -n $token && $method != GET ]]; then options+=(--header "X-CSRFToken: $token"); fi
  if [[ -n $json ]]; then options+=(--header 'Content-Type: application/json' --data "$json"); fi
  : >"$body"
  status=$(curl "${options[@]}" "$@" "$BASE_URL$path" 2>"$scratch/curl") || status="no answer: $(cat "$scratch/curl")"
}

# The same with this session's cookies.
visit() { call "$1" "$2" "${3:-}" --cookie "$cookies" --cookie-jar "$cookies"; }

fail() {
  {
    echo "✗ $1"
    echo "  status: $status"
    echo "  body:   $(head -c 500 "$body" | tr '\n' ' ')"
  } >&2
  exit 1
}

# expect WHAT STATUS: the last call's status.
expect() {
  [[ $status == "$2" ]] || fail "$1: expected status $2"
  checks=$((checks + 1))
  echo "✓ $1"
}

# field NAME: a field of the last body, "a.0.b" for nested ones; empty when there is none.
field() {
  python3 - "$1" "$body" <<'PYTHON'
import json
import sys

name, path = sys.argv[1:]
try:
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    for step in name.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    print(value if isinstance(value, str) else json.dumps(value))
except (ValueError, LookupError, TypeError):
    pass
PYTHON
}

# same WHAT FIELD VALUE: a field of the last body.
same() {
  local found
  found=$(field "$2")
  [[ $found == "$3" ]] || fail "$1: expected $2 to be '$3', found '$found'"
  checks=$((checks + 1))
  echo "✓ $1"
}

wait_until_healthy() {
  local deadline=$((SECONDS + WAIT_SECONDS))
  while :; do
    call GET /api/health
    [[ $status == 200 ]] && return
    ((SECONDS < deadline)) || fail "$BASE_URL did not become healthy within $WAIT_SECONDS s"
    sleep 1
  done
}

echo "Testing $BASE_URL"
wait_until_healthy

call GET /api/health
expect 'health answers' 200
same 'the application is healthy' status ok
same 'its database answers' database ok
call GET /api/version
expect 'version answers' 200
[[ -n $(field version) ]] || fail 'version: the version is empty'
call GET /
expect 'the page is served' 200
grep -qi '<div id="root"' "$body" || fail 'the page has no place for the application'

name=tester-$(date +%s)-$RANDOM
password=correct-horse-$RANDOM$RANDOM
account="{\"username\": \"$name\", \"password\": \"$password\"}"
word=lighthouse$RANDOM$RANDOM

call POST /api/session "$account"
expect 'a login without the CSRF token is refused' 403
visit GET /api/csrf
expect 'the CSRF token is handed out' 204
visit GET /api/session
expect 'nobody is logged in' 401
visit GET /api/dreams
expect 'dreams need a login' 401
visit POST /api/accounts '{"username": "", "password": ""}'
expect 'an empty sign-up is refused' 400
visit POST /api/accounts "$account"
expect 'sign-up works' 201
visit POST /api/accounts "$account"
expect 'a name is given only once' 409
visit POST /api/session "{\"username\": \"$name\", \"password\": \"wrong\"}"
expect 'a wrong password is refused' 401
visit POST /api/session "$account"
expect 'login works' 200
visit GET /api/session
same 'the session knows who it is' username "$name"

visit POST /api/dreams '{"title": "", "body": ""}'
expect 'an empty dream is refused' 400
visit POST /api/dreams "{\"title\": \"The $word\", \"body\": \"It stood in the sea.\", \"mood\": \"calm\"}"
expect 'a dream is written down' 201
dream=$(field id)
visit POST /api/dreams '{"title": "Another one", "body": "Of trains.", "mood": "strange"}'
expect 'so is another one' 201
visit GET /api/dreams
expect 'the list answers' 200
same 'both are listed' total 2
same 'the newest comes first' results.0.title 'Another one'
visit GET "/api/dreams?search=$word"
same 'the search finds one' total 1
same 'it is the right one' results.0.title "The $word"
visit GET "/api/dreams/$dream"
same 'it can be opened' mood calm

visit POST "/api/dreams/$dream/share"
expect 'it can be shared' 200
address=$(field url)
call GET "$address"
expect 'everybody can open it then' 200
same 'everybody sees the same dream' title "The $word"
call GET /api/public/dreams
expect 'the public list answers' 200
grep -q "$word" "$body" || fail 'the shared dream is not in the public list'
call GET /api/shared/no-such-token
expect 'an unknown address is not found' 404

visit DELETE /api/session
expect 'logout works' 204
visit GET "/api/dreams/$dream"
expect 'afterwards dreams are private again' 401

echo "All $checks checks passed."
