#!/usr/bin/env bash
# Runs `gatewright check` with the action's inputs and leaves the reports for the steps that follow.
# In: DIRECTORY, STACKS, POLICY_PACKS, CONFIG. The exit code is an output, so that the reports are shown either way.
set -euo pipefail

reports="${RUNNER_TEMP:?}/gatewright"
mkdir -p "$reports"

arguments=("$DIRECTORY" --format github --format "sarif=$reports/check.sarif" --format "md=$reports/comment.md")
if [[ -n "${STACKS// /}" ]]; then
  read -ra stacks <<<"$STACKS"
  for stack in "${stacks[@]}"; do
    arguments+=(--stack "$stack")
  done
fi
while IFS= read -r pack; do
  [[ -z "$pack" ]] || arguments+=(--policy-pack "$pack")
done <<<"$POLICY_PACKS"
while IFS= read -r file; do
  [[ -z "$file" ]] || arguments+=(--config "$file")
done <<<"$CONFIG"
for graph in "$reports"/base/*.json; do
  [[ ! -e "$graph" ]] || arguments+=(--base "$graph")
done

code=0
npx --no-install gatewright check "${arguments[@]}" || code=$?

{
  echo "exit-code=$code"
  echo "sarif-file=$reports/check.sarif"
  echo "comment-file=$reports/comment.md"
} >>"${GITHUB_OUTPUT:?}"
if [[ "$code" != 2 ]]; then
  cat "$reports/comment.md" >>"${GITHUB_STEP_SUMMARY:?}"
fi
