import { HTTP_API_LIMITS, LAMBDA_LIMITS, REST_API_LIMITS } from "../../../aws/quotas";
import { V1, V2 } from "../../../aws/resource-types";
import { lambdaTarget, uriTarget } from "../../facts/lambda";
import { bodyInvokers } from "../../facts/open-api";
import { stackRule } from "../../pack/rule";

export const functionTimeoutFits = stackRule({
  name: "function-timeout-fits",
  title: "A function ends before the gateway gives up",
  description:
    "The timeout of a function behind an integration is not above the integration's, nor that of an authorizer above 10 seconds.",
  severity: "medium",
  category: "reliability",
  blocks: "never",
  why: "When the gateway gives up it answers 504 (or 503), and the function works on and is paid for, while the client tries again.",
  fix: "Lower the function's timeout, or answer at once and do the work behind a queue.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  equivalents: [],
  examples: {
    fails: `const orders = new lambda.Function("orders", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code, timeout: 60 });
new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});`,
    passes: `const orders = new lambda.Function("orders", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code, timeout: 20 });
new apigatewayv2.Integration("orders", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: orders.arn,
  payloadFormatVersion: "2.0",
});`,
  },
  options: {},
  types: [V1.integration, V1.restApi, V2.api, V2.authorizer, V2.integration],
  check(resource, { graph, report }) {
    if (resource.type === V1.restApi || resource.type === V2.api) {
      const quotas = resource.type === V1.restApi ? REST_API_LIMITS : HTTP_API_LIMITS;
      for (const { what, isAuthorizer, uri, fields } of bodyInvokers(resource)) {
        const target = fields.responseTransferMode === "STREAM" ? undefined : uriTarget(graph, uri)?.function;
        const seconds = target?.number("timeout") ?? LAMBDA_LIMITS.defaultTimeout.value;
        const given = Number(fields.timeoutInMillis ?? 0);
        const limit =
          (isAuthorizer ? HTTP_API_LIMITS.lambdaAuthorizerTimeout.value : given || quotas.integrationTimeout.value) /
          1000;
        if (target && seconds > limit && !(isAuthorizer && resource.type === V1.restApi)) {
          report(
            `${target.name} may run for ${String(seconds)} seconds, and ${what} of ${resource.name} gives up after ${String(limit)}.`,
            `Set the function's timeout to ${String(Math.floor(limit))} or less.`,
          );
        }
      }
      return;
    }
    const isAuthorizer = resource.type === V2.authorizer;
    const isRest = resource.type === V1.integration;
    const path = isAuthorizer ? "authorizerUri" : isRest ? "uri" : "integrationUri";
    if (!isAuthorizer && resource.text(isRest ? "type" : "integrationType") !== "AWS_PROXY") {
      return;
    }
    if (
      !resource.has(path) ||
      (isRest && resource.maybeText("responseTransferMode") === "STREAM") ||
      resource.has("integrationSubtype")
    ) {
      return;
    }
    const target = lambdaTarget(graph, resource, path)?.function;
    const seconds = target?.number("timeout") ?? LAMBDA_LIMITS.defaultTimeout.value;
    const given = isAuthorizer
      ? HTTP_API_LIMITS.lambdaAuthorizerTimeout.value
      : graph.isFilledIn(resource, "timeoutMilliseconds")
        ? undefined
        : resource.number("timeoutMilliseconds");
    const limit = (given || (isRest ? REST_API_LIMITS : HTTP_API_LIMITS).integrationTimeout.value) / 1000;
    if (target && seconds > limit) {
      report(
        `${target.name} may run for ${String(seconds)} seconds, and ${resource.name} gives up after ${String(limit)}.`,
        `Set the function's timeout to ${String(Math.floor(limit))} or less.`,
      );
    }
  },
});
