import { LAMBDA } from "../aws/resource-types";
import type { ApiModel } from "../gateway/model/api-model";
import type { Snapshot } from "../gateway/model/snapshot";
import { asNumber } from "../engine/graph/graph-index";
import { parseFunctionArn } from "../aws/lambda-arn";
import { type LambdaTarget } from "../gateway/model/shared/lambda-function";

/** A function's environments that are kept warm, and which APIs have them. */
export interface WarmFunction {
  functionName: string;
  /** The alias or version that they are of. */
  qualifier: string;
  environments: number;
  /** The logical names of the APIs that invoke this alias or version. */
  usedBy: string[];
  /** Those that invoke the function by another name: they never have these environments. */
  missedBy: { api: string; qualifier: string | undefined }[];
}

/**
 * Provisioned concurrency is of one version or alias: whoever invokes the function without it, or by another, starts cold
 * while the environments are paid for.
 * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export function readWarmFunctions({ index, model }: Snapshot): WarmFunction[] {
  const calls = callsOf(model);
  return index.ofType(LAMBDA.provisionedConcurrencyConfig).flatMap((node) => {
    const named = index.text(node, "functionName");
    const qualifier = index.text(node, "qualifier");
    const environments = asNumber(index.value(node, "provisionedConcurrentExecutions"));
    if (named === undefined || qualifier === undefined || environments === undefined) {
      return []; // known only after the deployment
    }
    const functionName = parseFunctionArn(named)?.name ?? named;
    const own = calls.filter((call) => call.functionName === functionName);
    const usedBy = own.filter((call) => call.qualifier === qualifier).map(({ api }) => api);
    const missedBy = own
      .filter((call) => call.qualifier !== qualifier)
      .map(({ api, qualifier: other }) => ({ api, qualifier: other }));
    return [{ functionName, qualifier, environments, usedBy: [...new Set(usedBy)], missedBy: distinct(missedBy) }];
  });
}

interface Call {
  api: string;
  functionName: string;
  qualifier: string | undefined;
}

function callsOf({ httpApis, restApis, webSocketApis }: ApiModel): Call[] {
  return [
    ...httpApis.flatMap((api) => api.integrations.flatMap(({ lambda }) => callOf(api.urn, lambda))),
    ...restApis.flatMap((api) =>
      api.definition.methods.flatMap(({ integration }) => callOf(api.urn, integration?.lambda)),
    ),
    ...webSocketApis.flatMap((api) => api.integrations.flatMap(({ lambda }) => callOf(api.urn, lambda))),
  ];
}

function callOf(urn: string, target: LambdaTarget | undefined): Call[] {
  const functionName = target?.function?.name ?? parseFunctionArn(target?.arn ?? "")?.name;
  return functionName === undefined
    ? []
    : [{ api: urn.split("::").at(-1) ?? urn, functionName, qualifier: target?.qualifier }];
}

function distinct(calls: WarmFunction["missedBy"]): WarmFunction["missedBy"] {
  return [...new Map(calls.map((call) => [`${call.api} ${call.qualifier ?? ""}`, call])).values()];
}
