import { actionMatches } from "../../aws/iam/action";
import { LAMBDA } from "../../aws/resource-types";
import { type Graph } from "../graph/graph";
import { parseFunctionArn } from "../../aws/lambda-arn";
import { type PolicyResource } from "../graph/resource";
import { ifKnown, Undecided } from "../graph/unknown";

/** A permission for API Gateway to invoke a function. */
export interface GatewayPermission {
  resource: PolicyResource;
  qualifier: string | undefined;
}

const PRINCIPAL = "apigateway.amazonaws.com";

/** The permissions that let API Gateway invoke a function of the stack, by function. */
export function gatewayPermissions(graph: Graph): {
  of: Map<PolicyResource, GatewayPermission[]>;
  targets: Map<PolicyResource, PolicyResource>;
  unsure: PolicyResource[];
} {
  return graph.once("gateway permissions", () => {
    const of = new Map<PolicyResource, GatewayPermission[]>();
    const targets = new Map<PolicyResource, PolicyResource>();
    const unsure: PolicyResource[] = [];
    for (const resource of graph.all(LAMBDA.permission)) {
      if (resource.isUnknown("principal")) {
        unsure.push(resource);
        continue;
      }
      if (resource.text("principal") !== PRINCIPAL || !permitsInvoke(resource)) {
        continue;
      }
      try {
        const target = permittedFunction(graph, resource);
        if (target) {
          const qualifier = ifKnown(() => resource.text("qualifier")) ?? target.qualifier;
          targets.set(resource, target.function);
          of.set(target.function, [...(of.get(target.function) ?? []), { resource, qualifier }]);
        }
      } catch (error) {
        if (!(error instanceof Undecided)) {
          throw error;
        }
        unsure.push(resource);
      }
    }
    return { of, targets, unsure };
  });
}

/** True for an action that includes lambda:InvokeFunction. The names of actions have no case. */
function permitsInvoke(permission: PolicyResource): boolean {
  const action = permission.maybeText("action");
  return action === undefined || actionMatches(action, "lambda:InvokeFunction");
}

/** A permission names a function by its name, its ARN, or an alias's ARN. */
function permittedFunction(
  graph: Graph,
  permission: PolicyResource,
): { function: PolicyResource; qualifier: string | undefined } | undefined {
  if (!permission.isUnknown("function")) {
    const given = permission.text("function") ?? "";
    const { arn, qualifier } = parseFunctionArn(given) ?? { arn: given };
    const found =
      graph.byKey(LAMBDA.function, "arn", arn) ??
      graph.byKey(LAMBDA.function, "name", given) ??
      graph.byKey(LAMBDA.function, "id", given);
    if (found) {
      return { function: found, qualifier };
    }
  }
  const sources = graph.dependencies(permission, "function");
  const alias = sources.find(({ type }) => type === LAMBDA.alias);
  const functions = sources.filter(({ type }) => type === LAMBDA.function);
  const named = alias ? graph.dependencies(alias, "functionName").filter(({ type }) => type === LAMBDA.function) : [];
  const target = functions.length === 1 ? functions[0] : named.length === 1 ? named[0] : undefined;
  if (target) {
    return { function: target, qualifier: alias?.maybeText("name") };
  }
  if (permission.isUnknown("function")) {
    throw new Undecided("function of a permission is not known before the deployment");
  }
  return undefined;
}

/** Returns the id of the API that the permission's source ARN is for: `*` for any; undefined where there is no source ARN. Throws where it is not known. */
export function permittedApi(permission: PolicyResource): string | undefined {
  const source = permission.text("sourceArn");
  return source === undefined ? undefined : /^arn:[^:]+:execute-api:[^:]*:[^:]*:([^/]+)/.exec(source)?.[1];
}
