import * as pulumi from "@pulumi/pulumi";
import { validateKnown, type Problem } from "../../shared/problems";
import { timeoutProblems } from "../integration-fields";
import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationFields, IntegrationSpec } from "../integration-spec";
import { commonExtension, longestTimeout, mappingExtension, restFieldProblems } from "../rest-extension";
import type { RestIntegrationFields } from "../rest-fields";

/** What a spec of kind `awsService` has. */
export interface AwsServiceFields {
  /** The service's name in its endpoint, such as `dynamodb`. */
  service?: string;
  /** The action that is called, such as `GetItem`; the service takes it by its name. */
  action?: string;
  /** The path that is called, in place of an action: `123456789012/orders`. */
  servicePath?: pulumi.Input<string>;
  /** The region of the service. @default the region of the role's stack, which the program names */
  region?: pulumi.Input<string>;
}

/** What can be said about a call of an AWS service. */
export interface AwsServiceOptions
  extends
    Omit<IntegrationFields, "kind" | "responseParameters">,
    Omit<RestIntegrationFields, "streaming" | "connectionId" | "integrationTarget" | "credentials"> {
  /** The service's name in its endpoint, such as `dynamodb`. */
  service: string;
  /** The action that is called, such as `GetItem`. @default `servicePath` is called */
  action?: string;
  /** The path that is called. @default `action` is called */
  servicePath?: pulumi.Input<string>;
  /** The region of the service. */
  region: pulumi.Input<string>;
  /** The method that the service is called with. @default "POST" */
  method?: string;
  /** The role that API Gateway takes on: the service checks what it may. */
  credentials: pulumi.Input<string>;
}

/**
 * Calls an action of an AWS service through mapping templates (AWS). REST and WebSocket APIs only.
 *
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (uri)
 */
export function awsService(options: AwsServiceOptions): IntegrationSpec {
  return { kind: "awsService", ...options };
}

export const awsServiceKind: IntegrationKindDefinition = {
  apiKinds: ["REST", "WEBSOCKET"],
  mapsPayload: true,
  label: (spec) => [spec.service, spec.action].filter((part) => part !== undefined).join("-") || undefined,
  problems: (spec, argument) => [
    ...required(spec, argument),
    ...timeoutProblems(spec, argument, longestTimeout("REST", spec)),
    ...restFieldProblems(spec, argument, false),
  ],
  inputs: () => ({ integrationType: "AWS" }),
  extension: (component, spec) => ({
    type: "aws",
    httpMethod: spec.method ?? "POST",
    uri: serviceUri(spec),
    ...commonExtension(component, spec),
    ...mappingExtension(spec),
  }),
};

/** `arn:aws:apigateway:<region>:<service>:action/<action>` or `...:path/<path>`. */
export function serviceUri(spec: IntegrationSpec): pulumi.Output<string> {
  const call = spec.action === undefined ? pulumi.interpolate`path/${spec.servicePath}` : `action/${spec.action}`;
  return pulumi.all([spec.credentials, spec.region, call]).apply(([role, region, what]) => {
    const partition = role?.split(":")[1] ?? "aws";
    return `arn:${partition}:apigateway:${region ?? ""}:${spec.service ?? ""}:${what}`;
  });
}

function required(spec: IntegrationSpec, argument: string): Problem[] {
  const use = "use awsService({ service, action, region, credentials })";
  return [
    ...(spec.service === undefined || !/^[a-z0-9.-]+$/.test(spec.service)
      ? [{ argument: `${argument}.service`, received: spec.service, expected: "a service such as dynamodb", fix: use }]
      : []),
    ...((spec.action === undefined) === (spec.servicePath === undefined)
      ? [{ argument: `${argument}.action`, received: spec.action, expected: "either action or servicePath", fix: use }]
      : []),
    ...(spec.region === undefined
      ? [{ argument: `${argument}.region`, expected: "the service's region", fix: use }]
      : []),
    ...(spec.credentials === undefined
      ? [{ argument: `${argument}.credentials`, expected: "the ARN of a role", fix: use }]
      : validateKnown<string>(spec.credentials, (arn) => roleProblem(argument, arn))),
  ];
}

export function roleProblem(argument: string, arn: string): Problem | undefined {
  return /^arn:[^:]+:iam::(\d{12}:role\/.+|\*:user\/\*)$/.test(arn)
    ? undefined
    : {
        argument: `${argument}.credentials`,
        received: arn,
        expected: 'the ARN of a role, or "arn:aws:iam::*:user/*" for the caller\'s own',
        fix: "pass role.arn",
      };
}
