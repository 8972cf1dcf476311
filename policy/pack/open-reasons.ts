import { type Graph } from "../graph/graph";
import { type Option, flag } from "./option";
import { type StackFindings } from "./rule";
import { PolicyResource } from "../graph/resource";
import { isRecord } from "../../language/is-record";

/** The setting of the rules that take a reason out of the program. */
export const acceptReasons: Option<boolean> = flag(
  true,
  "Whether a reason that the program itself gives makes the finding a note. Where false, the finding quotes the program's reason and stays.",
);

/** Reports a route or method that is open to anybody, or notes it where the program gives a reason. */
export function reportOpen(
  resource: PolicyResource,
  routeKey: string,
  { finding, fix }: { finding: string; fix: string },
  { graph, settings, report, exempt }: StackFindings<{ acceptReasons: Option<boolean> }>,
): void {
  const reason = openReason(graph, resource, routeKey);
  if (reason !== undefined && settings.acceptReasons) {
    exempt(finding, reason);
  } else {
    report(reason === undefined ? finding : `${finding} The program's reason is "${reason}".`, fix);
  }
}

/**
 * Returns the program's own reason why anybody may call. Routes and methods of AWS have no field for it, so it is read from the output
 * `authorizationCoverage` of a component that the resource is in:
 * `{ decisions: [{ authorizationType: "NONE", reason: "a public page", routeKeys: ["GET /status"] }] }`.
 * Undefined where no component around the resource gives a reason for this route.
 */
function openReason(graph: Graph, of: PolicyResource, routeKey: string): string | undefined {
  return graph
    .ancestors(of)
    .map((component) => reasonIn(new PolicyResource(component), routeKey))
    .find((reason) => reason !== undefined);
}

function reasonIn(component: PolicyResource, routeKey: string): string | undefined {
  for (const decision of component.list("authorizationCoverage.decisions")) {
    if (isRecord(decision) && decision.authorizationType === "NONE" && holdsFor(decision.routeKeys, routeKey)) {
      const { reason } = decision;
      return typeof reason === "string" && reason.trim() !== "" ? reason.trim() : undefined;
    }
  }
  return undefined;
}

function holdsFor(routeKeys: unknown, routeKey: string): boolean {
  // not `includes`: what the engine hands over is a proxy
  return (
    Array.isArray(routeKeys) &&
    Array.from({ length: routeKeys.length }, (_, at): unknown => routeKeys[at]).includes(routeKey)
  );
}
