#!/bin/sh
# Runs the tests and leaves junit.xml and coverage.xml in the folder REPORTS_DIR (default: reports).
# The exit code is that of the tests, or of the coverage threshold when they passed.
set -u
umask 022
REPORTS_DIR=${REPORTS_DIR:-reports}
mkdir -p "$REPORTS_DIR" || exit 1
export TEST_RUNNER=xmlrunner.extra.djangotestrunner.XMLTestRunner
export TEST_OUTPUT_DIR="$REPORTS_DIR" TEST_OUTPUT_FILE_NAME=junit.xml
export COVERAGE_FILE="${TMPDIR:-/tmp}/backend-coverage.$$"
# A run that dies must not leave the reports of the one before.
rm -f "$REPORTS_DIR/junit.xml" "$REPORTS_DIR/coverage.xml"

coverage run manage.py test --noinput "$@"
code=$?
coverage xml -q -o "$REPORTS_DIR/coverage.xml"
coverage report
covered=$?
rm -f "$COVERAGE_FILE"
if [ "$code" -ne 0 ]; then exit "$code"; fi
exit "$covered"
