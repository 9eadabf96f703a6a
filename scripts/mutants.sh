#!/usr/bin/env bash
# Breaks the code on purpose, one place at a time, and expects the unit tests to notice. A mutant that survives is a test that is missing.
#   ./scripts/mutants.sh [NAME...]      all, or those whose name is given
# Each mutant is a file scripts/mutants/NAME: the source file, the test classes, and the text to replace by another.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=scripts/lib/engine.sh
. "$root/scripts/lib/engine.sh"
# shellcheck source=scripts/lib/build.sh
. "$root/scripts/lib/build.sh"
# shellcheck source=scripts/lib/mutants.sh
. "$root/scripts/lib/mutants.sh"
ensure_jdk25
build_jar

work=$(mktemp -d "${TMPDIR:-/tmp}/greenlight-mutants.XXXXXX")
trap 'rm -rf "$work"' EXIT
JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode --quiet dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$work/classpath" >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
classpath=target/test-classes:target/classes:$(cat "$work/classpath")

# tests CLASSES CLASSPATH: runs the test classes; 0 when all pass, 1 when any fails, 124 or 137 when they do not end, anything else is a fault of
# the run.
tests() {
  local class arguments=()
  for class in $1; do arguments+=(--select-class "$class"); done
  timeout -k 10 "$MUTANT_SECONDS" "$JDK25_HOME/bin/java" -cp "$2" org.junit.platform.console.ConsoleLauncher execute --disable-banner --details summary \
    --fail-if-no-tests "${arguments[@]}" >"$work/log" 2>&1
}

names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd scripts/mutants && ls)
killed=0 survived=()
for name in "${names[@]}"; do
  mutant=scripts/mutants/$name
  [ -f "$mutant" ] || { echo "mutants.sh: '$name' is not accepted; expected one of: $(cd scripts/mutants && echo *)" >&2; exit 2; }
  file=$(sed -n 's/^file: //p' "$mutant")
  classes=$(sed -n 's/^tests: //p' "$mutant")
  rm -rf "$work/source" "$work/classes"
  mkdir -p "$work/source" "$work/classes"
  python3 - "$mutant" "$file" "$work/source/$(basename "$file")" <<'PYTHON'
import sys
mutant, file, target = sys.argv[1:]
before, after = open(mutant, encoding="utf-8").read().split("\nbefore:\n", 1)[1].split("\nafter:\n", 1)
text = open(file, encoding="utf-8").read()
if text.count(before) != 1:
    sys.exit(f"{mutant}: in {file} the text to replace stands {text.count(before)} times, not once:\n{before}")
open(target, "w", encoding="utf-8").write(text.replace(before, after.removesuffix("\n")))
PYTHON
  if ! "$JDK25_HOME/bin/javac" -proc:none -nowarn -parameters -d "$work/classes" -cp "$classpath" "$work/source/$(basename "$file")" >"$work/log" 2>&1; then
    echo "mutants.sh: $name does not compile, so it shows nothing" >&2
    cat "$work/log" >&2
    exit 1
  fi
  # The tests must be green without the mutant: a red that was there before shows nothing.
  code=0 begun=$SECONDS
  tests "$classes" "$classpath" || code=$?
  baseline=$((SECONDS - begun))
  [ "$code" -eq 0 ] || { echo "mutants.sh: the tests of $name are not green without it" >&2; tail -n 30 "$work/log" >&2; exit 1; }
  tests "$classes" "$work/classes:$classpath" || code=$?
  case $(mutant_ending "$code" "$baseline") in
    survived) survived+=("$name"); echo "survived  $name" ;;
    killed) killed=$((killed + 1)); echo "killed    $name" ;;
    endless) killed=$((killed + 1)); echo "killed    $name (its tests never end; without it they take $baseline s)" ;;
    *)
      echo "mutants.sh: the tests of $name ended with $code, and take $baseline s without it: that shows nothing" >&2
      tail -n 20 "$work/log" >&2
      exit 1
      ;;
  esac
done
echo "$killed killed, ${#survived[@]} survived"
[ ${#survived[@]} -eq 0 ]
