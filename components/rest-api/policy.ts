import * as pulumi from "@pulumi/pulumi";
import { violations } from "../../aws/constraints";
import { LIMITS } from "../../aws/quotas";
import { V1 } from "../../aws/resource-types";
import { type Expectation, isDeferred, type Problems, validateOutput } from "../shared/problems";
import { isRecord } from "../../language/is-record";
import { resourcePolicy } from "./resource-policy";
import type { PlainRestApiArgs } from "./args";

type Json = Record<string, unknown>;

/**
 * The API's resource policy. It stands in the body, because an import without it would take it off the API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function policyDocument(component: string, args: PlainRestApiArgs): pulumi.Input<Json> | undefined {
  const policy = args.policy ?? ownEndpoints(args);
  return policy === undefined
    ? undefined
    : pulumi
        .output(validateOutput<string>(component, "policy", policy, checkPolicyText))
        .apply((text) => JSON.parse(text) as Json);
}

/** Checks the policy, and that there is one where the API needs it. */
export function checkPolicy(
  problems: Problems,
  args: PlainRestApiArgs,
  document: pulumi.Input<Json> | undefined,
): void {
  const inDocument =
    isRecord(document) && !isDeferred(document) ? document["x-amazon-apigateway-policy"] !== undefined : false;
  const hasPolicy = args.policy !== undefined || args.vpcEndpointIds !== undefined || inDocument;
  problems.known<string>("policy", args.policy, checkPolicyText);
  problems.unless(args.policy === undefined || !inDocument, "policy", {
    expected: "one policy: the document has x-amazon-apigateway-policy as well",
    fix: "take one of the two out",
  });
  problems.unless(args.endpointType !== "PRIVATE" || hasPolicy, "policy", {
    expected: "a resource policy: a private API without one answers nobody",
    fix: "name vpcEndpointIds, or write policy: resourcePolicy({ vpcEndpoints: [...] })",
  });
}

/** A private API that names its VPC endpoints lets these in and no other. */
function ownEndpoints(args: PlainRestApiArgs): pulumi.Input<string> | undefined {
  return args.endpointType === "PRIVATE" && args.vpcEndpointIds !== undefined
    ? resourcePolicy({ vpcEndpoints: args.vpcEndpointIds })
    : undefined;
}

function checkPolicyText(text: string): Expectation | undefined {
  const limit = LIMITS.rest.resourcePolicy;
  const expected = "an IAM policy as JSON, with a list of statements";
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { received: text, expected, fix: "use resourcePolicy({...}), or JSON.stringify" };
  }
  if (!isRecord(parsed) || parsed.Statement === undefined) {
    return { received: parsed, expected, fix: "use resourcePolicy({...})" };
  }
  const [refused] = violations(V1.restApi, { policy: text });
  if (refused !== undefined) {
    return { received: refused.value, expected: `${refused.expected} (${refused.page})`, fix: "correct it" };
  }
  return text.length > limit.value
    ? {
        received: text.length,
        expected: `at most ${limit.value} ${limit.unit} ("${limit.name}", ${limit.source})`,
        fix: "merge statements, or ask AWS to raise it and split the API meanwhile",
      }
    : undefined;
}
