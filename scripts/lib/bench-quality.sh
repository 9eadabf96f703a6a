# shellcheck shell=bash
# Sourced by scripts/bench.sh: quality against pre-commit, prek and lefthook with the same tools on the same files, in one run.
#
# LAUNCH        how Greenlight is called; default: the jar, built when needed, by JDK 25 with the options and a cache of classes as the image
#               has them
# REPOSITORIES  which of them are measured: sample, generated (default: both)
# ROUNDS        how often each of them (5 at least for figures that are stated)
# TMPDIR        where all of it happens, the repositories and what anybody copies of them; on ext4 a file that is made soon after many were removed
#               waits for their places (/dev/shm, with 3 GB free, has no such wait)
#
# Cold: Greenlight has forgotten everything; the others never remember. Nothing changed: the same again. One file changed: a Python file,
# after which the others run all tools again (as they do in CI) and Greenlight those that may read it.

readonly QUALITY_TOOLS=flake8,tsc,eslint NOTHING_RATIO=10 COLD_RATIO=1.1 NOTHING_SECONDS=0.5
readonly BENCH_PYTHON=(flake8==7.5.0 pre-commit prek lefthook)

# timed FILE NAME COMMAND...: appends "NAME wall cpu" in seconds; a command that fails stops the bench.
timed() {
    local file=$1 name=$2
    shift 2
    if ! python3 - "$file" "$name" "$@" <<'PYTHON'
import resource, subprocess, sys, time
file, name, *command = sys.argv[1:]
start = time.monotonic()
done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(file, 'a') as out:
    print(name, f'{wall:.3f}', f'{used.ru_utime + used.ru_stime:.3f}', file=out)
if done.returncode:
    sys.stderr.write(done.stdout.decode(errors='replace')[-3000:])
sys.exit(done.returncode)
PYTHON
    then
        engine_die "$name failed; what it said is above"
    fi
}

# The sample, or as many files of each language as are asked for, with the sample's packages and configuration.
quality_repository() {
    local kind=$1 folder=$2
    cp -r "$root/examples/dreamcatchr" "$folder"
    rm -rf "$folder/frontend/node_modules"
    if [ "$kind" = generated ]; then
        rm -rf "$folder/backend" "$folder/frontend/src"
        python3 - "$folder" "${FILES:-2000}" <<'PYTHON'
import pathlib, sys
top, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
backend, frontend = top / 'backend', top / 'frontend/src'
(backend / 'parts').mkdir(parents=True)
frontend.mkdir(parents=True)
(backend / 'manage.py').write_text('print("generated")\n')
(backend / '.flake8').write_text('[flake8]\nmax-line-length = 120\n')
(frontend / 'vite-env.d.ts').write_text('/// <reference types="vite/client" />\n')
for i in range(count):
    lines = [f'"""Part {i}."""', 'import math', '', '']
    for j in range(8):
        lines += [f'def area_{j}(radius: float, parts: int = {j + 1}) -> float:', f'    """The area of one of the parts, by way {j}."""',
                  '    if radius < 0:', '        raise ValueError(f"a radius is not negative: {radius}")',
                  f'    return math.pi * radius ** 2 / parts + {i % 7}', '', '']
    (backend / 'parts' / f'part_{i}.py').write_text('\n'.join(lines).rstrip() + '\n')
    before = f"import {{ area{i - 1}x0 }} from './part{i - 1}';\n\n" if i % 10 else ''
    first = f'area{i - 1}x0(radius)' if i % 10 else 'radius'
    text = before + '\n\n'.join(
        f'export function area{i}x{j}(radius: number, parts = {j + 1}): number {{\n  if (radius < 0) {{\n'
        f'    throw new Error(`a radius is not negative: ${{radius}}`);\n  }}\n'
        f'  return (Math.PI * {first} ** 2) / parts + {i % 7};\n}}' for j in range(4))
    (frontend / f'part{i}.ts').write_text(text + '\n')
PYTHON
    fi
    cp "$work/pre-commit.yaml" "$folder/.pre-commit-config.yaml"
    cp "$work/lefthook.yml" "$folder/lefthook.yml"
    (cd "$folder/frontend" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null)
    git -C "$folder" init --quiet
    git -C "$folder" add --all
    git -C "$folder" -c user.name=bench -c user.email=bench@localhost commit --quiet --message bench
}

quality_others() {
    cat > "$work/pre-commit.yaml" <<'CONFIG'
repos:
  - repo: local
    hooks:
      - { id: flake8, name: flake8, language: system, pass_filenames: false, entry: sh -c 'cd backend && flake8 .' }
      - { id: tsc, name: tsc, language: system, pass_filenames: false, entry: sh -c 'cd frontend && node_modules/.bin/tsc --noEmit --pretty false' }
      - { id: eslint, name: eslint, language: system, pass_filenames: false, entry: sh -c 'cd frontend && node_modules/.bin/eslint --format json .' }
CONFIG
    cat > "$work/lefthook.yml" <<'CONFIG'
checks:
  parallel: true
  commands:
    flake8: { root: backend/, run: flake8 . }
    tsc: { root: frontend/, run: node_modules/.bin/tsc --noEmit --pretty false }
    eslint: { root: frontend/, run: node_modules/.bin/eslint --format json . }
CONFIG
}

# One way to run the checks, in the repository.
quality_run() {
    case $1 in
        # shellcheck disable=SC2086 # a command line
        greenlight) timed "$2" "$3" $LAUNCH quality --checks "$QUALITY_TOOLS" ;;
        pre-commit) timed "$2" "$3" pre-commit run --all-files ;;
        prek) timed "$2" "$3" prek run --all-files ;;
        lefthook) timed "$2" "$3" lefthook run checks --force --no-tty ;;
    esac
}

# The median of the second field of the lines with that name.
quality_median() { awk -v name="$2" '$1 == name { print $2 }' "$1" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
quality_cpu() { awk -v name="$2" '$1 == name { print $3 }' "$1" | sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

quality_measure() {
    local folder=$1 times=$2 round tool who
    cd "$folder"
    for round in $(seq "$ROUNDS"); do
        timed "$times" alone-flake8 sh -c 'cd backend && flake8 .'
        timed "$times" alone-tsc sh -c 'cd frontend && node_modules/.bin/tsc --noEmit --pretty false'
        timed "$times" alone-eslint sh -c 'cd frontend && node_modules/.bin/eslint --format json .'
        # shellcheck disable=SC2086 # a command line
        timed "$times" start $LAUNCH quality --checks none
        # In turns, so that a busy minute of the machine falls on all of them.
        rm -rf "$XDG_CACHE_HOME/greenlight"
        for who in greenlight pre-commit prek lefthook; do quality_run "$who" "$times" "cold-$who"; done
        for who in greenlight pre-commit prek lefthook; do quality_run "$who" "$times" "nothing-$who"; done
        printf '# changed in round %s of process %s\n' "$round" "$$" >> backend/manage.py
        for who in greenlight pre-commit prek lefthook; do quality_run "$who" "$times" "changed-$who"; done
        git checkout --quiet -- backend/manage.py
    done
    cd "$root"
}

quality_tell() {
    local kind=$1 times=$2 what who longest cpu bound least
    echo "Quality on the $kind repository, medians of $ROUNDS rounds in seconds (load average $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) processors)"
    for what in flake8 tsc eslint; do
        printf '  %-28s %8.2f s wall, %8.2f s of processor time\n' "$what alone" "$(quality_median "$times" "alone-$what")" "$(quality_cpu "$times" "alone-$what")"
    done
    printf '  %-28s %8.2f\n' "Greenlight, nothing to do" "$(quality_median "$times" start)"
    for what in cold nothing changed; do
        for who in greenlight pre-commit prek lefthook; do
            printf '  %-28s %8.2f\n' "$what, $who" "$(quality_median "$times" "$what-$who")"
        done
    done
    longest=$(for what in flake8 tsc eslint; do quality_median "$times" "alone-$what"; done | sort -n | tail -n 1)
    cpu=$(for what in flake8 tsc eslint; do quality_cpu "$times" "alone-$what"; done | awk '{ sum += $1 } END { print sum }')
    bound=$(awk "BEGIN { each = $cpu / $(nproc); print (each > $longest ? each : $longest) }")
    least=$(for who in pre-commit prek lefthook; do quality_median "$times" "cold-$who"; done | sort -n | head -n 1)
    limit "Cold, over the longest tool or the cores' share" "$(awk "BEGIN { printf \"%.2f\", $(quality_median "$times" cold-greenlight) / $bound }")" "$COLD_RATIO" x
    limit "Cold, over the quickest of the others" "$(awk "BEGIN { printf \"%.2f\", $(quality_median "$times" cold-greenlight) / $least }")" 1 x
    least=$(for who in pre-commit prek lefthook; do quality_median "$times" "nothing-$who"; done | sort -n | head -n 1)
    limit "Nothing changed, part of the quickest other's time" "$(awk "BEGIN { printf \"%.3f\", $(quality_median "$times" nothing-greenlight) / $least }")" "$(awk "BEGIN { print 1 / $NOTHING_RATIO }")" x
    limit "Nothing changed, after the start" "$(awk "BEGIN { printf \"%.2f\", $(quality_median "$times" nothing-greenlight) - $(quality_median "$times" start) }")" "$NOTHING_SECONDS" s
    limit "One file changed, over flake8 alone and the start" "$(awk "BEGIN { printf \"%.2f\", $(quality_median "$times" changed-greenlight) - $(quality_median "$times" start) - $(quality_median "$times" alone-flake8) }")" "$NOTHING_SECONDS" s
}

# Makes the cache of classes by one run and has Greenlight use it from then on.
quality_train() {
    local cache=$work/classes.aot
    # shellcheck disable=SC2086 # a command line
    (cd "$1" && ${LAUNCH/ -XX/ -XX:AOTCacheOutput=$cache -XX} quality --checks "$QUALITY_TOOLS" > "$work/training.log" 2>&1) \
        || engine_die "the run that makes the cache of classes failed: $(tail -n 5 "$work/training.log")"
    LAUNCH=${LAUNCH/ -XX/ -XX:AOTCache=$cache -XX}
    # shellcheck disable=SC2086 # a command line
    ${LAUNCH/ -XX/ -XX:AOTMode=on -XX} --help > "$work/training.log" 2>&1 || engine_die "the cache of classes is not used: $(cat "$work/training.log")"
    trains=
}

# A tool that reports 100,000 findings, from its start to the last report file, with 200 MB of heap.
quality_findings() {
    local classpath=$work/classpath
    # shellcheck source=scripts/lib/build.sh
    . "$here/lib/build.sh"
    ensure_jdk25
    JAVA_HOME=$JDK25_HOME ./mvnw --batch-mode --quiet -Dspotless.check.skip=true test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classpath"
    "$JDK25_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat "$classpath")" dev.greenlight.actions.QualityReportBench
}

bench_quality() {
    local root work kind trains=
    root=$(cd "$here/.." && pwd)
    work=$(mktemp -d)
    if [ -z "${LAUNCH:-}" ]; then
        # shellcheck source=scripts/lib/build.sh
        . "$here/lib/build.sh"
        ensure_jdk25
        build_jar
        LAUNCH="$JDK25_HOME/bin/java -XX:+UseSerialGC -Djava.io.tmpdir=${TMPDIR:-/tmp} -XX:TieredStopAtLevel=1 -jar $root/target/greenlight.jar"
        trains=yes
    fi
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "${BENCH_PYTHON[@]}"
    export PATH="$work/venv/bin:$PATH" XDG_CACHE_HOME=$work/cache PRE_COMMIT_HOME=$work/pre-commit PREK_HOME=$work/prek
    mkdir -p "$XDG_CACHE_HOME"
    "$work/venv/bin/pip" list 2> /dev/null | awk '/^(flake8|pre_commit|pre-commit|prek|lefthook) / { print "  " $1, $2 }'
    quality_others
    for kind in ${REPOSITORIES:-sample generated}; do
        quality_repository "$kind" "$work/$kind"
        [ -z "$trains" ] || quality_train "$work/$kind"
        quality_measure "$work/$kind" "$work/$kind.times"
        quality_tell "$kind" "$work/$kind.times"
    done
    (cd "$root" && quality_findings) || broken=1
    rm -rf "$work"
}
