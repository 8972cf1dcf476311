import { HTTP_API_LIMITS, LAMBDA_LIMITS, type Limit, REST_API_LIMITS, WEBSOCKET_API_LIMITS } from "../../../aws/quotas";
import { LAMBDA, V1, V2 } from "../../../aws/resource-types";
import { resourcePaths } from "../../../aws/route-key";
import { apiBody } from "../../facts/open-api";
import { quotaOf } from "../../facts/quotas";
import { whole } from "../../pack/option";
import { stackRule } from "../../pack/rule";
import { type PolicyResource } from "../../graph/resource";
import { ifKnown } from "../../graph/unknown";
import { gatewayPermissions } from "../../facts/permissions";
import { mappingsOf } from "../../facts/mappings";

const INTEGRATIONS = HTTP_API_LIMITS.integrations.value;
const AUDIENCES = HTTP_API_LIMITS.audiencesPerAuthorizer.value;
const SCOPES = HTTP_API_LIMITS.scopesPerRoute.value;
const POLICY_BYTES = LAMBDA_LIMITS.resourcePolicy.value;
/** A statement of a function's policy without its ARNs, and what an ARN takes that is not known yet. */
const STATEMENT_BYTES = 190;
const ARN_BYTES = 80;

/** The bytes that the permissions take in the function's policy. */
function policyBytes(permissions: PolicyResource[]): number {
  return permissions.reduce((sum, permission) => {
    const texts = ["statementId", "sourceArn"].map((path) => permission.maybeText(path)?.length ?? ARN_BYTES);
    return sum + STATEMENT_BYTES + ARN_BYTES + texts.reduce((all, length) => all + length, 0);
  }, 0);
}

/** Returns the path of each operation in the body of an API; none where the body is not known. */
function bodyPaths(api: PolicyResource): string[] {
  return ifKnown(() => apiBody(api)?.operations.map(({ path }) => path)) ?? [];
}

export const withinQuotas = stackRule({
  name: "within-quotas",
  title: "An API fits AWS's quotas",
  description:
    "The numbers of routes, integrations, stages, authorizers and mappings, and the size of functions' policies, are within the quotas.",
  severity: "high",
  category: "limits",
  blocks: "always",
  advice:
    "quotas that AWS raises on request, unless the stack's config has them in `gatewright:quotas`. It may have done so.",
  why: "API Gateway and Lambda refuse what is over a quota, in the middle of a deployment. Integrations, audiences, scopes and the 20 KB of a function's policy cannot be raised; the others can, on request.",
  fix: "Share integrations and authorizers between routes, give one permission for the whole API, split the API, or raise the quota and set it in the stack's config (gatewright:quotas) or in this rule's settings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  equivalents: [],
  examples: {
    fails: `for (let index = 0; index < 301; index += 1) {
  new apigatewayv2.Integration(\`integration-\${index}\`, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: orders.arn,
    payloadFormatVersion: "2.0",
  });
}`,
    passes: `const integration = new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});`,
  },
  options: {
    routes: whole(HTTP_API_LIMITS.routes.value, "Routes of an HTTP or WebSocket API, or resources of a REST API.", 1),
    stages: whole(HTTP_API_LIMITS.stages.value, "Stages of an API.", 1),
    authorizers: whole(HTTP_API_LIMITS.authorizers.value, "Authorizers of an API.", 1),
    mappings: whole(HTTP_API_LIMITS.multiLevelApiMappings.value, "Mappings with several levels on a domain.", 1),
  },
  types: [LAMBDA.function, V1.domainName, V1.restApi, V2.api, V2.authorizer, V2.domainName, V2.route],
  check(resource, { graph, settings, report, reportAdvisory }) {
    const count = (type: string, path: string): number => graph.referring(resource, type, { path }).resources.length;
    const raise = (what: string, number: number, setting: number, limit: Limit): void => {
      const { value, isConfigured } = quotaOf(limit, setting);
      if (number > value) {
        const found = `${resource.name} has ${String(number)} ${what}, and the quota is ${String(value)}.`;
        if (isConfigured) {
          report(found, "Split it, or raise the quota and gatewright:quotas in the stack's config.");
        } else {
          reportAdvisory(found, "Split it, or raise the quota and gatewright:quotas or this rule's setting.");
        }
      }
    };
    if (resource.type === V2.api) {
      const integrations = count(V2.integration, "apiId");
      if (integrations > INTEGRATIONS) {
        report(
          `${resource.name} has ${String(integrations)} integrations, and an API takes ${String(INTEGRATIONS)}.`,
          "Share one integration between the routes with the same target.",
        );
      }
      const limits = resource.maybeText("protocolType") === "WEBSOCKET" ? WEBSOCKET_API_LIMITS : HTTP_API_LIMITS;
      raise("routes", count(V2.route, "apiId") + bodyPaths(resource).length, settings.routes, limits.routes);
      raise("stages", count(V2.stage, "apiId"), settings.stages, limits.stages);
      raise("authorizers", count(V2.authorizer, "apiId"), settings.authorizers, limits.authorizers);
    } else if (resource.type === V1.restApi) {
      const described = bodyPaths(resource);
      const resources = described.length === 0 ? 0 : resourcePaths(described).length;
      raise("resources", count(V1.resource, "restApi") + resources, settings.routes, REST_API_LIMITS.resources);
      raise("stages", count(V1.stage, "restApi"), settings.stages, REST_API_LIMITS.stages);
      raise("authorizers", count(V1.authorizer, "restApi"), settings.authorizers, REST_API_LIMITS.authorizers);
    } else if (resource.type === LAMBDA.function) {
      const given = gatewayPermissions(graph).of.get(resource) ?? [];
      const bytes = policyBytes(given.map((one) => one.resource));
      if (bytes > POLICY_BYTES) {
        report(
          `The ${String(given.length)} permissions of ${resource.name} take some ${String(bytes)} bytes, and a function's policy holds ${String(POLICY_BYTES)}.`,
          "Give one permission for the whole API (executionArn followed by /*/*).",
        );
      }
    } else if (resource.type === V2.authorizer) {
      const audiences = ifKnown(() => resource.list("jwtConfiguration.audiences").length) ?? 0;
      if (audiences > AUDIENCES) {
        report(
          `${resource.name} has ${String(audiences)} audiences, and an authorizer takes ${String(AUDIENCES)}.`,
          "Use a second authorizer.",
        );
      }
    } else if (resource.type === V2.route) {
      const scopes = resource.list("authorizationScopes").length;
      if (scopes > SCOPES) {
        report(
          `${resource.name} has ${String(scopes)} authorization scopes, and a route takes ${String(SCOPES)}.`,
          "Use broader scopes.",
        );
      }
    } else {
      const levels = mappingsOf(graph, resource).resources.filter((mapping) =>
        (mapping.maybeText("apiMappingKey") ?? mapping.maybeText("basePath") ?? "").includes("/"),
      );
      raise("mappings with several levels", levels.length, settings.mappings, HTTP_API_LIMITS.multiLevelApiMappings);
    }
  },
});
