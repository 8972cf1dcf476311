import type { Snapshot } from "../../gateway/model/snapshot";
import { tracePackages, traceSettings } from "../../gateway/server";
import { readTables } from "../../gateway/model/shared/dynamodb-table";
import { type OptionalPackage } from "../shared/optional-packages";

/** Returns what `serve` needs for a program, however it is served. */
export function servedPackages({ index, model }: Snapshot, options: { watch: boolean }): OptionalPackage[] {
  const needs: [OptionalPackage, boolean][] = [
    ["jose", true],
    ["chokidar", options.watch],
    ["ws", model.webSocketApis.length > 0],
    ["dynalite", readTables(index).length > 0],
  ];
  const traces = traceSettings(process.env);
  return [
    ...needs.flatMap(([name, needed]) => (needed ? [name] : [])),
    ...(traces === undefined ? [] : tracePackages(traces)),
  ];
}
