import * as pulumi from "@pulumi/pulumi";
import { apiNameDimension, type MetricsOf } from "../../aws/metrics";
import { apiMetadata, apiProtocol, type StageSignals } from "../shared/api-metadata";
import type { ApiRef } from "../shared/api-ref";
import type { MonitoredStage } from "./alarm-plan";
import type { MonitoringArgs } from "./args";
import type { MonitoredApiRef } from "./references";
import { readText } from "../shared/mocks";
import { ownValue } from "../../language/own-value";

/** The API of a monitoring, as far as the program shows it. */
export interface MonitoredApi {
  stage: MonitoredStage;
  /** The names of its stages; empty for a reference. */
  stages: readonly string[];
  /** The keys of its routes; undefined for a reference. */
  routeKeys: readonly string[] | undefined;
  /** The signals of the stage; undefined for a reference. */
  signals: StageSignals | undefined;
}

/** Returns whether the API is a reference by its metrics. */
export function isReference(api: ApiRef | MonitoredApiRef): api is MonitoredApiRef {
  return "kind" in api && typeof api.kind === "string";
}

/** Returns the API with the stage as its metrics are found. */
export function monitoredApi({ api, stage }: MonitoringArgs): MonitoredApi {
  if (isReference(api)) {
    return { stage: referredStage(api), stages: [], routeKeys: undefined, signals: undefined };
  }
  const metadata = apiMetadata(api);
  const name = stage ?? Object.keys(metadata?.stages ?? {})[0] ?? "";
  const Stage = ownValue(metadata?.stages, name) ?? name;
  return {
    stage:
      apiProtocol(api) === "REST"
        ? { kind: "REST", dimensions: { ApiName: named(metadata?.apiName, api.id), Stage } }
        : { kind: metadata?.protocol ?? "HTTP", dimensions: { ApiId: api.id, Stage } },
    stages: Object.keys(metadata?.stages ?? {}),
    routeKeys: metadata?.routeKeys,
    signals: ownValue(metadata?.signals, name),
  };
}

/** The stages of an API that is planned and not made yet, by name with what CloudWatch will have of them. */
export interface PlannedApi {
  kind: MetricsOf;
  routeKeys: readonly string[];
  signals: Readonly<Record<string, StageSignals>>;
}

/** Returns an API as its monitoring will see it; its dimensions are not known yet. */
export function plannedApi({ kind, routeKeys, signals }: PlannedApi, stage: string | undefined): MonitoredApi {
  const stages = Object.keys(signals);
  const name = stage ?? stages[0] ?? "";
  return { stage: { kind, dimensions: {} }, stages, routeKeys, signals: ownValue(signals, name) };
}

function referredStage(api: MonitoredApiRef): MonitoredStage {
  const dimensions: MonitoredStage["dimensions"] =
    api.kind === "REST" ? { ApiName: named(api.apiName, api.apiId) } : { ApiId: api.apiId ?? "" };
  return { kind: api.kind, dimensions: { ...dimensions, Stage: api.stage } };
}

function named(name: pulumi.Input<string> | undefined, id: pulumi.Input<string> | undefined): pulumi.Input<string> {
  return pulumi.all([readText(name ?? "", String), id ?? ""]).apply(([text, apiId]) => apiNameDimension(text, apiId));
}
