import { V1, V2 } from "../../../aws/resource-types";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";

interface Part {
  path: string;
  type: string;
  what: string;
  read?: (value: string) => string;
}

const PARTS: Record<string, Part[]> = {
  [V1.method]: [{ path: "authorizerId", type: V1.authorizer, what: "authorizer" }],
  [V1.stage]: [{ path: "deployment", type: V1.deployment, what: "deployment" }],
  [V2.route]: [
    {
      path: "target",
      type: V2.integration,
      what: "integration",
      read: (value) => value.replace(/^integrations\//, ""),
    },
    { path: "authorizerId", type: V2.authorizer, what: "authorizer" },
  ],
  [V2.stage]: [{ path: "deploymentId", type: V2.deployment, what: "deployment" }],
};

export const sameApi = stackRule({
  name: "same-api",
  title: "The parts of an API belong to it",
  description:
    "A method and its authorizer, a stage and its deployment, a route and its integration and authorizer are of one API.",
  severity: "critical",
  category: "correctness",
  blocks: "always",
  why: "API Gateway looks an id up inside the API and answers NotFound for one of another API.",
  fix: "Use the part of the same API, or make one for it.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html",
  equivalents: ["E3698 (cfn-lint)", "E3699 (cfn-lint)"],
  examples: {
    fails: `new apigatewayv2.Integration("orders", { apiId: shop.id, integrationType: "AWS_PROXY", integrationUri });
new apigatewayv2.Route("list", {
  apiId: admin.id,
  routeKey: "GET /orders",
  target: pulumi.interpolate\`integrations/\${orders.id}\`,
});`,
    passes: `new apigatewayv2.Integration("orders", { apiId: shop.id, integrationType: "AWS_PROXY", integrationUri });
new apigatewayv2.Route("list", {
  apiId: shop.id,
  routeKey: "GET /orders",
  target: pulumi.interpolate\`integrations/\${orders.id}\`,
});`,
  },
  options: {},
  types: Object.keys(PARTS),
  check(resource, { graph, report }) {
    const isRest = resource.type === V1.method || resource.type === V1.stage;
    const link = isRest ? { path: "restApi", type: V1.restApi } : { path: "apiId", type: V2.api };
    for (const { what, ...part } of PARTS[resource.type] ?? []) {
      // A stage that deploys by itself has a deployment that the program does not name.
      const named = resource.has(part.path) && !(part.path === "deploymentId" && resource.flag("autoDeploy"));
      const other = named ? graph.find(resource, part) : undefined;
      if (!other) {
        continue;
      }
      const own = graph.find(resource, link);
      const its = graph.find(other, link);
      const differ = own && its ? own !== its : (resource.text(link.path) ?? "") !== (other.text(link.path) ?? "");
      if (differ) {
        const name = (api: PolicyResource | undefined, of: PolicyResource): string =>
          api?.name ?? of.maybeText(link.path) ?? "another";
        report(
          `${resource.name} is of the API ${name(own, resource)}, and its ${what} ${other.name} is of ${name(its, other)}.`,
          `Use one of ${name(own, resource)}.`,
        );
      }
    }
  },
});
