#!/usr/bin/env bash
# Runs `gatewright check` with the action's inputs and leaves the reports for the steps that follow.
# In: DIRECTORY, STACKS, POLICY_PACKS, CONFIG, BASE. The exit code is an output, so that the reports are shown either way.
set -euo pipefail

reports="${RUNNER_TEMP:?}/gatewright"
mkdir -p "$reports"
# of another project in the same job
rm -f "$reports"/check.sarif "$reports"/checked.sarif "$reports"/comment.md
root="$PWD"

# paths of the inputs are from the repository's root, and the command runs in the project's folder
from_root() {
  if [[ "$1" == /* ]]; then echo "$1"; else echo "$root/$1"; fi
}

arguments=(. --format github --format "sarif=$reports/check.sarif" --format "md=$reports/comment.md")
if [[ -n "${STACKS// /}" ]]; then
  read -ra stacks <<<"$STACKS"
  for stack in "${stacks[@]}"; do
    arguments+=(--stack "$stack")
  done
fi
while IFS= read -r pack; do
  [[ -z "$pack" ]] || arguments+=(--policy-pack "$(from_root "$pack")")
done <<<"$POLICY_PACKS"
while IFS= read -r file; do
  [[ -z "$file" ]] || arguments+=(--config "$(from_root "$file")")
done <<<"$CONFIG"
for graph in "$reports"/base/*.json; do
  [[ -z "${BASE:-}" || ! -e "$graph" ]] || arguments+=(--base "$graph")
done

code=0
# npx finds the package in node_modules of the project's folder, or of a folder above it
(cd "$DIRECTORY" && GITHUB_WORKSPACE="${GITHUB_WORKSPACE:-$root}" npx --no-install gatewright check "${arguments[@]}") || code=$?

if [[ "$code" != 2 && ! -e "$reports/comment.md" ]]; then
  # npx ends with 1 where it finds no such command
  echo "::error title=gatewright check::gatewright did not run. Install it in $DIRECTORY, or in a folder above it."
  code=2
fi

# GitHub refuses a file with the run of a stack that could not be checked, and must not close the alerts of one: they stay as they are
if [[ -e "$reports/check.sarif" ]]; then
  node -e '
    const [from, to] = process.argv.slice(1);
    const fs = require("node:fs");
    const log = JSON.parse(fs.readFileSync(from, "utf8"));
    const runs = log.runs.filter(({ invocations }) => invocations.every(({ executionSuccessful }) => executionSuccessful));
    if (runs.length > 0) fs.writeFileSync(to, JSON.stringify({ ...log, runs }));
  ' "$reports/check.sarif" "$reports/checked.sarif"
fi

# Prints an output that names a file, if there is one
file_output() {
  [[ ! -e "$2" ]] || echo "$1=$2"
}

{
  echo "exit-code=$code"
  file_output sarif-file "$reports/check.sarif"
  file_output upload-file "$reports/checked.sarif"
  file_output comment-file "$reports/comment.md"
} >>"${GITHUB_OUTPUT:?}"
if [[ -e "$reports/comment.md" ]]; then
  cat "$reports/comment.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
