#!/usr/bin/env bash
# Writes the graph of each stack as it is at BASE, for the comparison in the comment. A base that cannot be evaluated is no
# reason to fail the change: its stacks are left out.
set -euo pipefail

graphs="${RUNNER_TEMP:?}/gatewright/base"
checkout="$RUNNER_TEMP/gatewright/base-checkout"
rm -rf "$graphs" # of another project in the same job
mkdir -p "$graphs"
git worktree add --detach --force "$checkout" "$BASE"
for folder in . "$DIRECTORY"; do
  if [[ -d "$folder/node_modules" && -d "$checkout/$folder" && ! -e "$checkout/$folder/node_modules" ]]; then
    ln -s "$PWD/$folder/node_modules" "$checkout/$folder/node_modules"
  fi
done

while IFS= read -r file; do
  stack="$(basename "$file")"
  stack="${stack#Pulumi.}"
  stack="${stack%.yaml}"
  (cd "$DIRECTORY" && npx --no-install gatewright graph "$checkout/$DIRECTORY" --stack "$stack" --json) >"$graphs/$stack.json" || rm -f "$graphs/$stack.json"
done < <(find "$checkout/$DIRECTORY" -maxdepth 2 -name "Pulumi.*.yaml" -not -path "*/node_modules/*")

git worktree remove --force "$checkout"
