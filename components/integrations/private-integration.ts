import type * as pulumi from "@pulumi/pulumi";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import { type Problem, validateKnown, validateOutput } from "../shared/problems";
import { type ArnForm, arnProblem } from "./arn-target";
import {
  BACKEND_FIELDS,
  type BackendFields,
  INTEGRATION_FIELDS,
  type IntegrationFields,
  REQUEST_PARAMETER_FIELDS,
  type RequestParameterFields,
  RESPONSE_PARAMETER_FIELDS,
  type ResponseParameterFields,
} from "./fields";
import { methodProblems, pathParameterNames } from "./http-fields";
import { httpInputs } from "./http-inputs";
import type { IntegrationInputs } from "./kind";
import { timeoutProblems } from "./timeout";
import type { VpcLinkInput } from "./vpc-link-id";

/** The fields of an integration whose backend is behind a VPC link. */
export interface PrivateFields<Kind extends string = string>
  extends IntegrationFields<Kind>, BackendFields, RequestParameterFields, ResponseParameterFields {
  /** The ARN of what the link reaches: a load balancer's listener, or a Cloud Map service. */
  targetArn: pulumi.Input<string>;
  /** The logical name of the target's resource; the factories set it. @default made from a plain ARN */
  targetName?: string;
  /** The VPC link, which any number of integrations and APIs can share. */
  connectionId: pulumi.Input<string>;
  /**
   * The path that the backend is asked for; `{name}` stands for the route's path parameter of that name.
   *
   * @default the request's path without the stage
   */
  path?: string;
  /** Indicates whether the backend gets the stage's name in front of the path, as API Gateway itself would send it. @default false */
  forwardStagePrefix?: boolean;
  /** The method that the backend is called with; `ANY` keeps the request's own. @default "ANY" */
  method?: string;
  /** The name that the backend's certificate must have: the backend is called over TLS. @default plain HTTP inside the VPC */
  tlsServerName?: pulumi.Input<string>;
}

/** The options of a backend behind a VPC link. */
export type PrivateOptions<Spec extends PrivateFields = PrivateFields> = Omit<
  Spec,
  "kind" | "targetArn" | "targetName" | "connectionId"
> & {
  /** The VPC link, which any number of integrations and APIs can share. */
  vpcLink: VpcLinkInput;
};

/** Returns the support of the fields of every backend behind a VPC link. */
export function PRIVATE_FIELDS(target: ArnForm): FieldTable<PrivateFields> {
  return {
    ...INTEGRATION_FIELDS,
    ...BACKEND_FIELDS,
    ...REQUEST_PARAMETER_FIELDS,
    ...RESPONSE_PARAMETER_FIELDS,
    targetArn: { named: true, required: { expected: target.what, fix: `pass ${target.pass}` } },
    targetName: { named: true },
    connectionId: {},
    path: {},
    forwardStagePrefix: {},
    method: {},
    tlsServerName: {},
  };
}

/**
 * Returns the inputs on an HTTP API. API Gateway sends the stage's name as the first part of the path, so the path is
 * overwritten unless the program wants it so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function privateInputs(component: string, spec: PrivateFields, form: ArnForm): IntegrationInputs {
  const argument = "integration.targetArn";
  return {
    ...httpInputs(component, spec),
    connectionType: "VPC_LINK",
    connectionId: spec.connectionId,
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "ANY",
    integrationUri: validateOutput<string>(component, spec.targetArn, (arn) => arnProblem(argument, arn, form)),
    payloadFormatVersion: "1.0",
    requestParameters: privateParameters(spec),
    tlsConfig: spec.tlsServerName === undefined ? undefined : { serverNameToVerify: spec.tlsServerName },
  };
}

function privateParameters(spec: PrivateFields): Record<string, pulumi.Input<string>> | undefined {
  const own = spec.path?.replace(/\{([^{}]+)\}/g, (_, name: string) => `\${request.path.${name}}`);
  const path = own ?? (spec.forwardStagePrefix === true ? undefined : "$request.path");
  return path === undefined ? spec.requestParameters : { "overwrite:path": path, ...spec.requestParameters };
}

/** Returns the path parameters that `path` names. */
export function privatePathParameters({ path }: PrivateFields): string[] {
  return pathParameterNames(path);
}

export function privateProblems(spec: PrivateFields, argument: string, api: ApiProtocol, form: ArnForm): Problem[] {
  const { targetArn, path, forwardStagePrefix } = spec;
  return [
    ...validateKnown<string>(targetArn, (arn) => arnProblem(`${argument}.targetArn`, arn, form)),
    ...linkProblems(spec, argument),
    ...(path !== undefined && (!path.startsWith("/") || path.includes("+}"))
      ? [
          {
            argument: `${argument}.path`,
            received: path,
            expected: "a path with parameters as {name}",
            fix: 'write "/{proxy}"',
          },
        ]
      : []),
    ...(path !== undefined && forwardStagePrefix === true
      ? [
          {
            argument: `${argument}.forwardStagePrefix`,
            received: true,
            expected: "left out beside path",
            fix: "write path or forwardStagePrefix",
          },
        ]
      : []),
    ...methodProblems(spec, argument),
    ...timeoutProblems(spec, argument, api),
  ];
}

/** A program that is not type-checked can leave the link out. */
function linkProblems({ targetArn, connectionId }: Partial<PrivateFields>, argument: string): Problem[] {
  return connectionId === undefined && targetArn !== undefined
    ? [{ argument: `${argument}.vpcLink`, expected: "a VPC link", fix: "make one with new VpcLink(name, { ... })" }]
    : [];
}
