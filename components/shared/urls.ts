import * as pulumi from "@pulumi/pulumi";
import type { RouteSegment } from "../../aws/route-key";
import { nearFix, Problems, throwIfInvalid } from "./problems";
import type { RoutesPlan } from "./routes";
import { ownValue } from "../../language/own-value";

/** The address and the log of one stage. */
export interface StageInfo {
  /** The stage's URL, without a slash at the end. */
  url: string;
  /** The stage's ARN. */
  arn: string;
  /** The name of its access log group, where the component made one. */
  accessLogGroupName?: string;
}

/** Returns the URL of one route, with its path parameters filled in. */
export function routeUrl(
  component: string,
  base: pulumi.Output<string>,
  plan: Pick<RoutesPlan, "routes">,
  routeKey: string,
  parameters: Record<string, string>,
): pulumi.Output<string> {
  const problems = new Problems();
  const route = plan.routes.find(({ key }) => key.key === routeKey);
  problems.unless(route !== undefined, "urlFor", {
    received: routeKey,
    expected: `one of ${plan.routes.map(({ key }) => JSON.stringify(key.key)).join(", ")}`,
    fix: nearFix(
      routeKey,
      plan.routes.map(({ key }) => key.key),
      "name a route of this API",
    ),
  });
  const segments = route?.key.segments ?? [];
  for (const part of segments) {
    if (part.kind !== "literal" && ownValue(parameters, part.name) === undefined) {
      const expected = `a value for {${part.name}}`;
      problems.add(`urlFor(${JSON.stringify(routeKey)})`, { expected, fix: `pass { ${part.name}: ... }` });
    }
  }
  throwIfInvalid(component, problems);
  const path = segments.map((part) => `/${fill(part, parameters)}`).join("");
  return pulumi.interpolate`${base}${path === "" && route?.key.isDefault !== true ? "/" : path}`;
}

function fill(part: RouteSegment, parameters: Record<string, string>): string {
  if (part.kind === "literal") {
    return part.text;
  }
  const value = ownValue(parameters, part.name) ?? "";
  return part.kind === "greedy" ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
}
