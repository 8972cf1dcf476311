/** The names in the texts of a new kind. */
interface Names {
  /** The factory, such as `cloudWatchLogs`. */
  name: string;
  service: string;
  action: string;
}

/** Returns the texts of a new kind: they compile, and the spec fails until no TODO is left. */
export function integrationTexts(names: Names): { kindText: string; standInText: string; specText: string } {
  return { kindText: kindText(names), standInText: standInText(names), specText: specText(names) };
}

function kindText({ name, service, action }: Names): string {
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  return `import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import { jsonString, jsonTarget } from "../json-template";
import { REST_SERVICE_FIELDS, type RestServiceFields, SERVICE_FIELDS, type ServiceFields } from "../service-fields";
import { type ServiceCall, serviceKind } from "../service-kind";

/** An integration with TODO: a target. */
export interface ${Name}Integration extends ServiceFields<"${name}">, RestServiceFields {}

/** The options of an integration with TODO: a target. */
export type ${Name}Options = Omit<${Name}Integration, "kind" | "targetArn" | "targetName">;

/**
 * TODO: Does something with each request, without a Lambda function (AWS). REST APIs only.
 *
 * @param target TODO: the target, a reference with its ARN, or its ARN
 * @example
 * \`\`\`ts
 * const target = "arn:aws:${service}:eu-west-1:123456789012:TODO";
 * new RestApi("shop", { defaultAuthorizer: iam(), routes: { "POST /things": ${name}(target) } });
 * \`\`\`
 * https://docs.aws.amazon.com/TODO/API_${action}.html
 */
export function ${name}(target: ArnInput, options: ${Name}Options = {}): ${Name}Integration {
  return { kind: "${name}", ...arnTarget(target), ...options };
}

const TARGET: ArnForm = {
  service: "${service}",
  // TODO: the part of the ARN after the account
  resource: /^TODO$/,
  what: "a TODO",
  pass: "the TODO itself",
};

export const ${name}Kind = serviceKind<${Name}Integration>({
  fields: { ...SERVICE_FIELDS(TARGET), ...REST_SERVICE_FIELDS },
  target: TARGET,
  actions: {
    // TODO: \`resources\` where the permission is not on the target, \`keyActions\` where the target can be encrypted
    ${action}: { iamAction: "${service}:${action}", rest: callOf },
  },
  example: { kind: "${name}", targetArn: "arn:aws:${service}:eu-west-1:123456789012:TODO" },
});

/** https://docs.aws.amazon.com/TODO/API_${action}.html */
function callOf({ targetArn }: ${Name}Integration): ServiceCall {
  const template = pulumi.interpolate\`{"TODO":"\${targetArn}","Body":\${jsonString("$input.body")}}\`;
  return { service: "${service}", action: "${action}", ...jsonTarget("TODO.${action}", "1.1", template) };
}
`;
}

function standInText({ name, service, action }: Names): string {
  return `import { requiredParameter, UnsupportedActionError } from "../service-call";
import type { StandInDefinition } from "../stand-in";

/** TODO: The things that it keeps, and what it answers. https://docs.aws.amazon.com/TODO/API_${action}.html */
export const ${name}StandIn: StandInDefinition = {
  service: "${service}",
  protocol: { kind: "json", version: "1.1", target: "TODO" },
  start: () => ({
    // TODO: the ARN that the role must allow
    resourceArn: (call) => requiredParameter(call, "TODO"),
    answer: (call) => {
      if (call.operation !== "${action}") {
        throw new UnsupportedActionError(call);
      }
      // TODO: the service's answer, and a ServiceError for each of its errors
      return { result: {} };
    },
  }),
};
`;
}

function specText({ name, service, action }: Names): string {
  return `import { ${name} } from "../../../../components";
import { describeKind } from "../describe-kind";
import { BODY, REFUSALS, REST_CALL, ROLE } from "../kind-parts";

const TARGET = "arn:aws:${service}:eu-west-1:123456789012:TODO";

describeKind("${name}", {
  spec: () => ${name}(TARGET),
  unknown: (arn) => ${name}(arn),
  empty: ["integration.targetArn: pass the TODO itself"],
  rest: {
    ...REST_CALL,
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:${service}:action/${action}",
    credentials: ROLE("TODO"),
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Amz-Target": "'TODO.${action}'",
    },
    requestTemplates: { "application/json": "TODO" },
    responses: { default: { statusCode: "200" }, ...REFUSALS },
  },
  policy: [{ Effect: "Allow", Action: "${service}:${action}", Resource: TARGET }],
  roles: [[${name}(TARGET), ["${service}:${action}", TARGET]]],
  answers: {
    REST: {
      status: 200,
      body: "TODO",
      inbox: {
        service: "${service}",
        operation: "${action}",
        target: "TODO",
        parameters: { TODO: TARGET, Body: BODY },
      },
    },
  },
});
`;
}
