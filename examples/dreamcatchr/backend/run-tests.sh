#!/bin/sh
# Runs the tests and leaves a JUnit report and a coverage report in the folder REPORTS (default: reports).
# The exit code is that of the tests, or of the coverage threshold when they passed.
set -u
umask 022
REPORTS=${REPORTS:-reports}
mkdir -p "$REPORTS" || exit 1
export TEST_RUNNER=xmlrunner.extra.djangotestrunner.XMLTestRunner
export TEST_OUTPUT_DIR="$REPORTS" TEST_OUTPUT_FILE_NAME=backend-junit.xml
export COVERAGE_FILE="${TMPDIR:-/tmp}/backend-coverage.$$"
rm -f "$REPORTS/backend-junit.xml" "$REPORTS/backend-coverage.xml"

coverage run manage.py test --noinput "$@"
code=$?
coverage xml -q -o "$REPORTS/backend-coverage.xml"
coverage report
covered=$?
rm -f "$COVERAGE_FILE"
if [ "$code" -ne 0 ]; then exit "$code"; fi
exit "$covered"
