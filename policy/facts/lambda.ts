import { functionArnOfUri, parseFunctionArn } from "../../aws/lambda-arn";
import { LAMBDA } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { type PolicyResource } from "../graph/resource";
import { Undecided } from "../graph/unknown";

/** The function that an integration or an authorizer invokes. */
export interface LambdaTarget {
  /** The function, where it is in the stack. */
  function: PolicyResource | undefined;
  /** The alias that is invoked, where it is in the stack. */
  alias: PolicyResource | undefined;
  /** The function's ARN without a qualifier, where it is known. */
  arn: string | undefined;
  /** The alias or version at the end of the invoked ARN; undefined for none. */
  qualifier: string | undefined;
}

/** Returns the function that the property invokes; undefined where it is no Lambda function. Throws `Undecided` where that is not known. */
export function lambdaTarget(graph: Graph, from: PolicyResource, path: string): LambdaTarget | undefined {
  if (!from.isUnknown(path)) {
    return uriTarget(graph, from.text(path) ?? "");
  }
  const sources = graph.dependencies(from, path);
  const aliases = sources.filter(({ type }) => type === LAMBDA.alias);
  const functions = sources.filter(({ type }) => type === LAMBDA.function);
  const alias = aliases.length === 1 ? aliases[0] : undefined;
  if (alias) {
    const named = graph.dependencies(alias, "functionName").filter(({ type }) => type === LAMBDA.function);
    const target = functions.length === 1 ? functions[0] : named.length === 1 ? named[0] : undefined;
    return { function: target, alias, arn: undefined, qualifier: alias.maybeText("name") };
  }
  if (functions.length === 1 && aliases.length === 0) {
    return { function: functions[0], alias: undefined, arn: functions[0]?.maybeText("arn"), qualifier: undefined };
  }
  throw new Undecided(`${path} is not known before the deployment`);
}

/** Returns the function that a known URI invokes; undefined where it is no Lambda function. */
export function uriTarget(graph: Graph, uri: string): LambdaTarget | undefined {
  const full = functionArnOfUri(uri);
  const named = full === undefined ? undefined : parseFunctionArn(full);
  if (full === undefined || named === undefined || full.includes("${stageVariables")) {
    return undefined;
  }
  const { arn } = named;
  // Lambda takes no permission for $LATEST, and the function's own holds for it:
  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  const qualifier = named.qualifier === "$LATEST" ? undefined : named.qualifier;
  const alias = qualifier === undefined ? undefined : graph.byKey(LAMBDA.alias, "arn", full);
  return { function: graph.byKey(LAMBDA.function, "arn", arn), alias, arn, qualifier };
}
