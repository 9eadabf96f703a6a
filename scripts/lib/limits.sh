# shellcheck shell=bash
# Sourced by scripts/bench.sh: a figure against its limit. Sets broken=1 when one is not kept, which makes the bench end with 1.

broken=0

# limit WHAT VALUE LIMIT UNIT: a value that is missing, or no number, is not kept either.
limit() {
    local verdict=ok number='^-?[0-9]+(\.[0-9]+)?$'
    if ! [[ $2 =~ $number && $3 =~ $number ]]; then
        verdict="NOT MEASURED"
        broken=1
    elif awk "BEGIN { exit !($2 > $3) }"; then
        verdict="OVER THE LIMIT"
        broken=1
    fi
    printf '%-44s %8s %s (limit %s) %s\n' "$1" "${2:--}" "$4" "$3" "$verdict"
}
