# shellcheck shell=bash
# Sourced by scripts/mutants.sh: what the end of a mutant's tests says.

# The tests of one mutant may take so many seconds, and without it at most a third of that: else a run that is stopped says nothing.
readonly MUTANT_SECONDS=300 MUTANT_BASELINE_SECONDS=100

# mutant_ending CODE BASELINE: prints killed, survived, endless or nothing-shown.
#   CODE      of the tests with the mutant: 0 all pass, 1 any fails, 124 or 137 they were stopped when the time was out
#   BASELINE  how many seconds the same tests took without it
mutant_ending() {
  case $1 in
    0) echo survived ;;
    1) echo killed ;;
    124 | 137) if [ "$2" -le "$MUTANT_BASELINE_SECONDS" ]; then echo endless; else echo nothing-shown; fi ;;
    *) echo nothing-shown ;;
  esac
}
