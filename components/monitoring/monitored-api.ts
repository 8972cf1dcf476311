import * as pulumi from "@pulumi/pulumi";
import { apiNameDimension } from "../../aws/metrics";
import { type ApiMetadata, apiMetadata, apiProtocol, type StageSignals } from "../shared/api-metadata";
import type { ApiRef } from "../shared/api-ref";
import type { MonitoredStage } from "./alarm-plan";
import type { MonitoredApiRef, MonitoringArgs } from "./args";

/** Returns the metadata of an API of Gatewright's; undefined for any other. */
export function metadataOf({ api }: MonitoringArgs): ApiMetadata | undefined {
  return isReference(api) ? undefined : apiMetadata(api);
}

/** Returns what CloudWatch has of the stage of an API of Gatewright's. */
export function signalsOf(args: MonitoringArgs): StageSignals | undefined {
  const metadata = metadataOf(args);
  return metadata?.signals[args.stage ?? Object.keys(metadata.signals)[0] ?? ""];
}

/** Returns whether the API is a reference by its metrics. */
export function isReference(api: ApiRef | MonitoredApiRef): api is MonitoredApiRef {
  return "kind" in api && typeof api.kind === "string";
}

/** Returns the stage as its metrics are found. */
export function monitoredStage({ api, stage }: MonitoringArgs): MonitoredStage {
  if (isReference(api)) {
    const dimensions: MonitoredStage["dimensions"] =
      api.kind === "REST" ? { ApiName: named(api.apiName, api.apiId) } : { ApiId: api.apiId ?? "" };
    return { kind: api.kind, dimensions: { ...dimensions, Stage: api.stage } };
  }
  const metadata = apiMetadata(api);
  const name = stage ?? Object.keys(metadata?.stages ?? {})[0] ?? "";
  const Stage = metadata?.stages[name] ?? name;
  return apiProtocol(api) === "REST"
    ? { kind: "REST", dimensions: { ApiName: named(metadata?.apiName, api.id), Stage } }
    : { kind: metadata?.protocol ?? "HTTP", dimensions: { ApiId: api.id, Stage } };
}

function named(name: pulumi.Input<string> | undefined, id: pulumi.Input<string> | undefined): pulumi.Input<string> {
  return pulumi.all([name ?? "", id ?? ""]).apply(([text, apiId]) => apiNameDimension(text, apiId));
}
