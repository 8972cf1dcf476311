import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { setOwn } from "../language/own-value";

/** Folders and files that are made by tools, and lists of packages, whose change must not change the code. */
const LEFT_OUT = /^(\..*|__pycache__|venv|node_modules|.*\.pyc|requirements.*\.txt)$/;

/**
 * Returns the files of a folder by their path in it: text as text, so that the same sources give the same archive on every machine.
 *
 * @param exclude Names of files and folders that are left out too.
 */
export function sourceFolder(folder: string, exclude: readonly string[]): pulumi.asset.AssetMap {
  const found: pulumi.asset.AssetMap = {};
  const read = (path: string): void => {
    const entries = readdirSync(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const inside = path === "" ? entry.name : `${path}/${entry.name}`;
      if (LEFT_OUT.test(entry.name) || exclude.includes(entry.name)) {
        continue;
      }
      if (entry.isDirectory()) {
        read(inside);
      } else {
        setOwn(found, inside, assetOf(join(folder, inside)));
      }
    }
  };
  read("");
  return found;
}

function assetOf(file: string): pulumi.asset.Asset {
  const content = readFileSync(file);
  // Pulumi's SDK can't read an empty text back: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
  return content.length > 0 && isUtf8(content)
    ? new pulumi.asset.StringAsset(content.toString())
    : new pulumi.asset.FileAsset(file);
}
