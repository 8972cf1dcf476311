import * as pulumi from "@pulumi/pulumi";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { MetricsOf } from "../../aws/metrics";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import type { ApiMonitoringArgs } from "./args";
import type { MonitoredFunctionRef } from "./references";

/** The questions of an incident. */
export type QueryTitle =
  | "errors by route"
  | "errors by minute"
  | "client errors"
  | "throttled requests"
  | "authorizer failures"
  | "slow authorizers"
  | "latency by route"
  | "slow requests"
  | "callers"
  | "one request"
  | "canary against base"
  | "disconnects"
  | "errors of functions";

/** A query of Logs Insights. */
export interface Query {
  title: QueryTitle;
  text: string;
  /** The kinds of API whose access log answers it; undefined for the logs of functions. */
  kinds: readonly MetricsOf[] | undefined;
}

const ALL: readonly MetricsOf[] = ["HTTP", "REST", "WEBSOCKET"];

/** Returns the field of a kind's access log that names the route. */
function routeField(kind: MetricsOf): string {
  return kind === "REST" ? "resourcePath" : "routeKey";
}

/**
 * Returns the queries of a kind of API. Fields are those of the standard format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html
 */
export function queriesOf(kind: MetricsOf): Query[] {
  const route = routeField(kind);
  const time = kind === "WEBSOCKET" ? "integrationLatency" : "responseLatency";
  const caller = kind === "REST" ? "apiKeyId, ip" : "ip";
  const newest = "sort @timestamp desc";
  const queries: Query[] = [
    {
      title: "errors by route",
      text: `filter status >= 500 | stats count(*) as failed by ${route}, status, integrationStatus, integrationError, error | sort failed desc`,
      kinds: ALL,
    },
    {
      title: "errors by minute",
      text: `filter status >= 500 | stats count(*) as failed by bin(1m), status`,
      kinds: ALL,
    },
    {
      title: "client errors",
      text: `filter status >= 400 and status < 500 | stats count(*) as rejected by ${route}, status, error | sort rejected desc`,
      kinds: ALL,
    },
    {
      title: "throttled requests",
      text: `filter status = 429 | stats count(*) as throttled by ${route}, ${caller} | sort throttled desc`,
      kinds: ALL,
    },
    {
      title: "authorizer failures",
      text: `filter authorizerError != "-" | stats count(*) as refused by authorizerError, status, ${route} | sort refused desc`,
      kinds: ALL,
    },
    {
      title: "slow authorizers",
      text: `filter authorizerLatency != "-" | stats count(*) as calls, pct(authorizerLatency, 50) as p50, pct(authorizerLatency, 99) as p99 by bin(5m)`,
      kinds: ["REST", "WEBSOCKET"],
    },
    {
      title: "latency by route",
      text: `stats count(*) as requests, pct(${time}, 50) as p50, pct(${time}, 90) as p90, pct(${time}, 99) as p99 by ${route} | sort p99 desc`,
      kinds: ALL,
    },
    {
      title: "slow requests",
      text: `fields @timestamp, requestId, ${route}, status, ${time === "responseLatency" ? "responseLatency, " : ""}integrationLatency | sort ${time} desc | limit 50`,
      kinds: ALL,
    },
    {
      title: "callers",
      text: `stats count(*) as requests by ${caller}, userAgent | sort requests desc | limit 50`,
      kinds: ALL,
    },
    { title: "one request", text: `filter requestId = "REQUEST_ID" | ${newest}`, kinds: ALL },
    {
      title: "canary against base",
      text: `filter ispresent(canary) | stats count(*) as requests by canary, status | sort status desc`,
      kinds: ["REST"],
    },
    {
      title: "disconnects",
      text: `filter eventType = "DISCONNECT" | stats count(*) as disconnects by disconnectStatusCode, disconnectReason | sort disconnects desc`,
      kinds: ["WEBSOCKET"],
    },
    {
      title: "errors of functions",
      text: `filter @message like /(?i)(error|exception|task timed out)/ | fields @timestamp, @log, @requestId, @message | ${newest} | limit 100`,
      kinds: undefined,
    },
  ];
  return queries.filter(({ kinds }) => kinds?.includes(kind) ?? true);
}

/** Returns the text of a query. */
export function queryText(kind: MetricsOf, title: QueryTitle): string {
  return queriesOf(kind).find((query) => query.title === title)?.text ?? "";
}

/** Returns the name under which a query is saved; the console shows its slashes as folders. */
export function queryName(name: string, title: QueryTitle): string {
  return fittingName(`${pulumi.getProject()}/${pulumi.getStack()}/${name}/${title}`, NAMES.query, 0);
}

/**
 * Saves the queries over the logs that there are.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
 */
export function savedQueries(
  name: string,
  kind: MetricsOf,
  accessLogGroupName: pulumi.Input<string> | undefined,
  functions: ApiMonitoringArgs["functions"],
  parent: pulumi.Resource,
): Record<string, cloudwatch.QueryDefinition> {
  const ofFunctions = Object.values(functions ?? {}).map(functionLogGroup);
  const saved = queriesOf(kind).flatMap(({ title, text, kinds }) => {
    const logGroupNames =
      kinds === undefined ? ofFunctions : accessLogGroupName === undefined ? [] : [accessLogGroupName];
    return logGroupNames.length === 0 ? [] : [[title, save(name, title, text, logGroupNames, parent)] as const];
  });
  return Object.fromEntries(saved);
}

function functionLogGroup({ name, loggingConfig }: MonitoredFunctionRef): pulumi.Output<string> {
  return pulumi.all([name, loggingConfig]).apply(([known, config]) => config?.logGroup ?? `/aws/lambda/${known}`);
}

function save(
  name: string,
  title: QueryTitle,
  queryString: string,
  logGroupNames: pulumi.Input<string>[],
  parent: pulumi.Resource,
): cloudwatch.QueryDefinition {
  return new cloudwatch.QueryDefinition(
    `${name}-${title.replaceAll(" ", "-")}`,
    { name: queryName(name, title), queryString, logGroupNames },
    { parent },
  );
}
