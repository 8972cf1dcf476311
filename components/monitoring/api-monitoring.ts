import type * as pulumi from "@pulumi/pulumi";
import type { ApiRef } from "../shared/api-ref";
import type { Problems } from "../shared/problems";
import type { ApiMonitoringArgs } from "./args";
import { type PlannedApi, plannedApi } from "./monitored-api";
import { Monitoring } from "./monitoring";
import { planStage } from "./plan";

/** Checks the monitoring of an API before the API is made. */
export function checkApiMonitoring(
  problems: Problems,
  name: string,
  monitoring: ApiMonitoringArgs,
  api: PlannedApi,
): void {
  planStage(problems, name, monitoring, plannedApi(api, monitoring.stage));
}

/** Registers the monitoring of an API, under its name. */
export function apiMonitoring(name: string, monitoring: ApiMonitoringArgs, api: ApiRef & pulumi.Resource): Monitoring {
  return new Monitoring(name, { ...monitoring, api }, { parent: api });
}
