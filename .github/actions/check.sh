#!/usr/bin/env bash
# Runs `gatewright check` with the action's inputs and leaves the reports for the steps that follow.
# In: DIRECTORY, STACKS, POLICY_PACKS, CONFIG. The exit code is an output, so that the reports are shown either way.
set -euo pipefail

reports="${RUNNER_TEMP:?}/gatewright"
mkdir -p "$reports"
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
  [[ ! -e "$graph" ]] || arguments+=(--base "$graph")
done

code=0
# npx finds the package in node_modules of the project's folder, or of a folder above it
(cd "$DIRECTORY" && GITHUB_WORKSPACE="${GITHUB_WORKSPACE:-$root}" npx --no-install gatewright check "${arguments[@]}") || code=$?

if [[ "$code" != 2 && ! -e "$reports/comment.md" ]]; then
  # npx ends with 1 where it finds no such command
  echo "::error title=gatewright check::gatewright did not run. Install it in $DIRECTORY, or in a folder above it."
  code=2
fi

{
  echo "exit-code=$code"
  echo "sarif-file=$reports/check.sarif"
  echo "comment-file=$reports/comment.md"
} >>"${GITHUB_OUTPUT:?}"
if [[ "$code" != 2 ]]; then
  cat "$reports/comment.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
