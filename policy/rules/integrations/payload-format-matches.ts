import { V2 } from "../../../aws/resource-types";
import { lambdaTarget } from "../../facts/lambda";
import { stackRule } from "../../pack/rule";
import { isWebSocket } from "../../facts/stages";
import { ifKnown } from "../../graph/unknown";
import { executedText } from "../../facts/executed-text";
import { ownFiles, readyCode } from "../../facts/function-code";
import { type Graph } from "../../graph/graph";
import { type PolicyResource } from "../../graph/resource";

/** The event fields that only a handler of one of the formats reads. */
const SIGNS: Record<string, RegExp> = {
  "1.0":
    /\bevent\??\.(httpMethod|multiValueHeaders|multiValueQueryStringParameters|resource)\b|\bAPIGatewayProxyEvent\b/,
  "2.0": /\bevent\??\.(rawPath|rawQueryString|cookies)\b|\brequestContext\??\.http\b|\bAPIGatewayProxyEventV2\b/,
};

/** The versions that API Gateway has. */
const VERSIONS = ["1.0", "2.0"];
/** The answer of an authorizer with simple responses: `{ isAuthorized: true }`. */
const SIMPLE_RESPONSE = /["']?\bisAuthorized\b["']?\s*[:,}]|\.isAuthorized\s*=(?!=)|["']isAuthorized["']\s*\]\s*=(?!=)/;

/** The code that a function runs, in one text; empty where it cannot be read. */
function codeText(graph: Graph, target: PolicyResource): string {
  return (ifKnown(() => ownFiles(graph, target, [])) ?? []).map(executedText).join("\n");
}

/** Returns true where the program leaves the version out, and the provider fills in 1.0. */
function isLeftOut(inputs: PolicyResource | undefined): boolean {
  const path = "payloadFormatVersion";
  return inputs !== undefined && (!inputs.has(path) || inputs.texts("__defaults").includes(path));
}

/** The one format that the code reads; undefined where it reads neither or both. */
function formatOf(code: string): string | undefined {
  const read = Object.keys(SIGNS).filter((version) => SIGNS[version]?.test(code));
  return read.length === 1 ? read[0] : undefined;
}

export const payloadFormatMatches = stackRule({
  name: "payload-format-matches",
  title: "The payload format is the one that the function expects",
  description:
    "Lambda integrations and authorizers of HTTP APIs set their payload format, in a version that the API and the function have.",
  severity: "high",
  category: "correctness",
  blocks: "always",
  advice:
    "an integration that names no payload format, which gets 1.0 and may be right, and a format that the code seems to be written for, which is a guess by the fields that it reads.",
  why: "Format 1.0 and 2.0 differ in nearly every field, and a function for one reads undefined from the other. The provider fills in 1.0 where nothing is said, the console 2.0. WebSocket APIs have 1.0 only, and simple authorizer responses need 2.0.",
  fix: "Set payloadFormatVersion (authorizerPayloadFormatVersion) to the version that the function is written for.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html",
  equivalents: [],
  examples: {
    fails: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  identitySources: ["$request.header.Authorization"],
  authorizerPayloadFormatVersion: "1.0",
  enableSimpleResponses: true,
});`,
    passes: `new apigatewayv2.Authorizer("check", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: check.invokeArn,
  identitySources: ["$request.header.Authorization"],
  authorizerPayloadFormatVersion: "2.0",
  enableSimpleResponses: true,
});`,
  },
  options: {},
  types: [V2.authorizer, V2.integration],
  readsInputs: [V2.authorizer, V2.integration],
  prepare: readyCode,
  check(resource, { graph, inputsOf, report, reportAdvisory }) {
    const websocket = isWebSocket(graph, resource);
    if (resource.type === V2.authorizer) {
      const version = resource.text("authorizerPayloadFormatVersion");
      if (resource.text("authorizerType") !== "REQUEST") {
        return;
      }
      if (version !== undefined && !VERSIONS.includes(version)) {
        report(
          `The authorizer ${resource.name} has payload format ${version}, which API Gateway does not have.`,
          'Set authorizerPayloadFormatVersion to "2.0".',
        );
        return;
      }
      if (websocket === false && version === undefined) {
        report(
          `The Lambda authorizer ${resource.name} sets no payload format, which HTTP APIs require.`,
          'Set authorizerPayloadFormatVersion to "2.0".',
        );
      } else if (resource.flag("enableSimpleResponses") && version !== "2.0") {
        report(
          `The authorizer ${resource.name} has simple responses with payload format ${version ?? "1.0"}, and only 2.0 has them.`,
          'Set authorizerPayloadFormatVersion to "2.0".',
        );
      }
      const target =
        websocket === false && !resource.flag("enableSimpleResponses")
          ? ifKnown(() => lambdaTarget(graph, resource, "authorizerUri"))?.function
          : undefined;
      const code = target ? codeText(graph, target) : "";
      if (target && SIMPLE_RESPONSE.test(code) && !/\bpolicyDocument\b/.test(code)) {
        reportAdvisory(
          `The code of ${target.name} answers isAuthorized, and the authorizer ${resource.name} expects a policy, so every call answers 500.`,
          'Set enableSimpleResponses to true, and authorizerPayloadFormatVersion to "2.0".',
        );
      }
      return;
    }
    if (resource.text("integrationType") !== "AWS_PROXY" || resource.has("integrationSubtype")) {
      return;
    }
    const version = resource.text("payloadFormatVersion");
    if (version !== undefined && !VERSIONS.includes(version)) {
      report(
        `The integration ${resource.name} has payload format ${version}, which API Gateway does not have.`,
        'Set payloadFormatVersion to "2.0" on an HTTP API, and to "1.0" on a WebSocket API.',
      );
      return;
    }
    const leftOut = websocket === false && (version === undefined || isLeftOut(inputsOf(resource)));
    if (websocket && version === "2.0") {
      report(
        `The integration ${resource.name} of a WebSocket API has payload format 2.0, and WebSocket APIs have 1.0 only.`,
        'Set payloadFormatVersion to "1.0".',
      );
    } else if (leftOut) {
      reportAdvisory(
        `The integration ${resource.name} sets no payload format, so it gets 1.0.`,
        "Set payloadFormatVersion to the version that the function is written for.",
      );
    }
    const target =
      websocket === false && !leftOut
        ? ifKnown(() => lambdaTarget(graph, resource, "integrationUri"))?.function
        : undefined;
    const written = target ? formatOf(codeText(graph, target)) : undefined;
    if (target && written !== undefined && written !== version) {
      reportAdvisory(
        `The integration ${resource.name} sends payload format ${version ?? "1.0"}, and the code of ${target.name} reads ${written}.`,
        `Set payloadFormatVersion to "${written}".`,
      );
    }
  },
});
