#!/usr/bin/env bash
# Writes the graph of each stack as it is at BASE, for the comparison in the comment. A base that cannot be evaluated is no
# reason to fail the change: its stacks are left out.
set -euo pipefail

graphs="${RUNNER_TEMP:?}/gatewright/base"
checkout="$RUNNER_TEMP/gatewright/base-checkout"
mkdir -p "$graphs"
git worktree add --detach --force "$checkout" "$BASE"
if [[ -d node_modules && ! -e "$checkout/node_modules" ]]; then
  ln -s "$PWD/node_modules" "$checkout/node_modules"
fi

while IFS= read -r file; do
  stack="$(basename "$file")"
  stack="${stack#Pulumi.}"
  stack="${stack%.yaml}"
  npx --no-install gatewright graph "$checkout/$DIRECTORY" --stack "$stack" --json >"$graphs/$stack.json" || rm -f "$graphs/$stack.json"
done < <(find "$checkout/$DIRECTORY" -maxdepth 2 -name "Pulumi.*.yaml" -not -path "*/node_modules/*")

git worktree remove --force "$checkout"
