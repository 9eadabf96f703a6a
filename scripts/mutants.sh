#!/usr/bin/env bash
# Breaks the code on purpose, one place at a time, and expects the unit tests to notice. A mutant that survives is a test that is missing.
#   ./scripts/mutants.sh [NAME...]      all, or those whose name is given
# Each mutant is a file scripts/mutants/NAME: the source file, the tests to run, and the text to replace by another.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/lib/engine.sh
. "$root/scripts/lib/engine.sh"
ensure_jdk25

work=$(mktemp -d "${TMPDIR:-/tmp}/greenlight-mutants.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp -r "$root/pom.xml" "$root/mvnw" "$root/.mvn" "$root/src" "$root/actions" "$work/"
[ -d "$root/docs" ] && cp -r "$root/docs" "$work/"
[ -d "$root/examples" ] && mkdir -p "$work/examples/dreamcatchr" && cp "$root"/examples/dreamcatchr/greenlight.yml "$work/examples/dreamcatchr/"

maven() { (cd "$work" && JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode test -Dspotless.check.skip=true "$@"); }

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(ls "$root/scripts/mutants")
killed=0 survived=()
for name in "${names[@]}"; do
  mutant=$root/scripts/mutants/$name
  [ -f "$mutant" ] || { echo "mutants.sh: '$name' is not accepted; expected one of: $(ls "$root/scripts/mutants" | tr '\n' ' ')" >&2; exit 2; }
  file=$(sed -n 's/^file: //p' "$mutant")
  tests=$(sed -n 's/^tests: //p' "$mutant")
  before=$(sed -n '/^before:$/,/^after:$/p' "$mutant" | sed '1d;$d')
  after=$(sed -n '/^after:$/,$p' "$mutant" | sed '1d')
  cp "$root/$file" "$work/original"
  python3 - "$work/$file" "$before" "$after" <<'PYTHON'
import sys
path, before, after = sys.argv[1:]
text = open(path, encoding="utf-8").read()
if text.count(before) != 1:
    sys.exit(f"{path}: the text to replace stands there {text.count(before)} times, not once:\n{before}")
open(path, "w", encoding="utf-8").write(text.replace(before, after))
PYTHON
  if maven -Dtest="$tests" >"$work/log" 2>&1; then
    survived+=("$name")
    echo "survived  $name"
  elif grep -q 'COMPILATION ERROR' "$work/log"; then
    echo "mutants.sh: $name does not compile, so it shows nothing" >&2
    grep -m 5 'ERROR' "$work/log" >&2
    exit 1
  elif grep -qE 'Tests run: [0-9]+, (Failures: [1-9]|Failures: 0, Errors: [1-9])' "$work/log"; then
    killed=$((killed + 1))
    echo "killed    $name"
  else
    echo "mutants.sh: the tests of $name did not run" >&2
    tail -n 20 "$work/log" >&2
    exit 1
  fi
  cp "$work/original" "$work/$file"
done
echo "$killed killed, ${#survived[@]} survived"
[ ${#survived[@]} -eq 0 ]
