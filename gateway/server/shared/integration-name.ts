import { logicalName } from "../../../engine/graph/named-resource";
import type { LambdaTarget } from "../../model/shared/lambda-function";
import { resolveFunction } from "../lambda/function-target";
import type { ServedApis } from "../served-apis";

/** The parts of an integration that its name is made of, whatever the kind of its API. */
export interface NamedIntegration {
  type: string;
  subtype?: string;
  uri?: string;
  lambda?: LambdaTarget;
}

/** Returns the target of an integration as a log names it: `function orders`, `SQS-SendMessage`, `https://status.example.com`. */
export function integrationName(
  { type, subtype, uri = "", lambda }: NamedIntegration,
  served: ServedApis,
  stageVariables: Record<string, string> | undefined,
): string {
  if (lambda?.function !== undefined && served.functions.has(lambda.function.urn)) {
    return functionName(lambda.function.urn);
  }
  if (lambda !== undefined) {
    const { arn, function: target } = resolveFunction(served, lambda, stageVariables);
    return target === undefined ? `function ${arn}` : functionName(target.config.urn);
  }
  if (type === "MOCK") {
    return "mock";
  }
  // an AWS service: what stands before the action or the path says nothing that the reader does not know
  return subtype ?? /^arn:[^:]*:apigateway:[^:]*:([^:]+:(?:action|path)\/[^/?]*)/.exec(uri)?.[1] ?? originOf(uri);
}

/** By URN: every request's record has one. */
const functionNames = new Map<string, string>();

function functionName(urn: string): string {
  let name = functionNames.get(urn);
  if (name === undefined) {
    name = `function ${logicalName(urn)}`;
    functionNames.set(urn, name);
  }
  return name;
}

/** Returns a backend without its path and query string, which may hold what is secret. */
function originOf(uri: string): string {
  return /^[a-z]+:\/\/[^/?]*/i.exec(uri)?.[0].replace(/\/\/[^/@]*@/, "//") ?? "backend";
}
