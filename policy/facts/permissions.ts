import { LAMBDA } from "./aws";
import { type Graph } from "./graph";
import { splitQualifier } from "./lambda";
import { type Subject } from "../pack/subject";
import { ifKnown, Undecided } from "./unknown";

/** A permission for API Gateway to invoke a function. */
export interface GatewayPermission {
  subject: Subject;
  qualifier: string | undefined;
}

const PRINCIPAL = "apigateway.amazonaws.com";

/** The permissions that let API Gateway invoke a function of the stack, by function. */
export function gatewayPermissions(graph: Graph): {
  of: Map<Subject, GatewayPermission[]>;
  targets: Map<Subject, Subject>;
  unsure: Subject[];
} {
  return graph.once("gateway permissions", () => {
    const of = new Map<Subject, GatewayPermission[]>();
    const targets = new Map<Subject, Subject>();
    const unsure: Subject[] = [];
    for (const subject of graph.all(LAMBDA.permission)) {
      if (ifKnown(() => subject.text("principal")) !== PRINCIPAL) {
        continue;
      }
      try {
        const target = permittedFunction(graph, subject);
        if (target) {
          const qualifier = ifKnown(() => subject.text("qualifier")) ?? target.qualifier;
          targets.set(subject, target.function);
          of.set(target.function, [...(of.get(target.function) ?? []), { subject, qualifier }]);
        }
      } catch (error) {
        if (!(error instanceof Undecided)) {
          throw error;
        }
        unsure.push(subject);
      }
    }
    return { of, targets, unsure };
  });
}

/** A permission names a function by its name, its ARN, or an alias's ARN. */
function permittedFunction(
  graph: Graph,
  permission: Subject,
): { function: Subject; qualifier: string | undefined } | undefined {
  if (!permission.isUnknown("function")) {
    const given = permission.text("function") ?? "";
    const { arn, qualifier } = splitQualifier(given);
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

/** The API's id that the permission's source ARN is for: `*` for any; undefined where there is no source ARN. Throws where it is not known. */
export function permittedApi(permission: Subject): string | undefined {
  const source = permission.text("sourceArn");
  return source === undefined ? undefined : /^arn:[^:]+:execute-api:[^:]*:[^:]*:([^/]+)/.exec(source)?.[1];
}
