# shellcheck shell=bash
# The tools that check and run workflows, pinned, kept outside the checkout so that the next run finds them. To be sourced after engine.sh.

workflow_tools=${XDG_CACHE_HOME:-$HOME/.cache}/greenlight/workflow-tools

# ensure_go_tool NAME MODULE VERSION
ensure_go_tool() {
  [ -x "$workflow_tools/bin/$1-$3" ] && return
  ensure_tool go golang-go
  echo "Installing $1 $3 ..."
  mkdir -p "$workflow_tools/bin"
  GOBIN="$workflow_tools/build" go install "$2@$3"
  mv "$workflow_tools/build/$1" "$workflow_tools/bin/$1-$3"
}

# ensure_workflow_checkers: exports ACTIONLINT and ZIZMOR, each the path of its tool.
ensure_workflow_checkers() {
  ensure_go_tool actionlint github.com/rhysd/actionlint/cmd/actionlint v1.7.7
  if [ ! -x "$workflow_tools/zizmor-1.32.0/bin/zizmor" ]; then
    echo "Installing zizmor 1.32.0 ..."
    rm -rf "$workflow_tools/zizmor-1.32.0"
    ensure_tool python3 python3-venv
    python3 -m venv "$workflow_tools/zizmor-1.32.0"
    "$workflow_tools/zizmor-1.32.0/bin/pip" --quiet install --disable-pip-version-check zizmor==1.32.0
  fi
  export ACTIONLINT=$workflow_tools/bin/actionlint-v1.7.7 ZIZMOR=$workflow_tools/zizmor-1.32.0/bin/zizmor
}

# ensure_act: exports ACT, the path of act.
ensure_act() {
  ensure_go_tool act github.com/nektos/act v0.2.82
  export ACT=$workflow_tools/bin/act-v0.2.82
}
