import type * as pulumi from "@pulumi/pulumi";
import type { ApiProtocol } from "../shared/api-protocol";
import type { FieldTable } from "../shared/field-support";
import { type Problems, validateOutput } from "../shared/problems";
import { type ArnForm, checkArn } from "./arn-target";
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
import { checkMethod, pathParameterNames } from "./http-fields";
import { httpInputs } from "./http-inputs";
import type { IntegrationInputs } from "./kind";
import { checkTimeout } from "./timeout";
import type { VpcLinkInput } from "./vpc-link-id";

/** The fields of an integration whose backend is behind a VPC link. */
export interface PrivateFields<Kind extends string = string>
  extends IntegrationFields<Kind>, BackendFields, RequestParameterFields, ResponseParameterFields {
  /**
   * The ARN of the target of the link: a load balancer's listener, or a Cloud Map service.
   * @example listener.arn
   */
  targetArn: pulumi.Input<string>;
  /**
   * The logical name of the target's resource; the factories set it. @default derived from a plain ARN
   * @example "orders"
   */
  targetName?: string;
  /**
   * The VPC link, which any number of integrations and APIs can share.
   * @example vpcLink.vpcLinkId
   */
  connectionId: pulumi.Input<string>;
  /**
   * The path that the backend is asked for; `{name}` stands for the route's path parameter of that name.
   *
   * @default the request's path without the stage
   * @example "/v1/orders/{id}"
   */
  path?: string;
  /** Indicates whether the backend gets the stage's name in front of the path, as API Gateway itself would send it. @default false */
  forwardStagePrefix?: boolean;
  /**
   * The method that the backend is called with; `ANY` keeps the request's own. @default "ANY"
   * @example "GET"
   */
  method?: string;
  /**
   * The name that the backend's certificate must have: the backend is called over TLS. @default plain HTTP inside the VPC
   * @example "orders.internal"
   */
  tlsServerName?: pulumi.Input<string>;
}

/** The options of a backend behind a VPC link. */
export type PrivateOptions<Spec extends PrivateFields = PrivateFields> = Omit<
  Spec,
  "kind" | "targetArn" | "targetName" | "connectionId"
> & {
  /**
   * The VPC link, which any number of integrations and APIs can share.
   * @example new VpcLink("shop", { vpcId, subnetIds })
   */
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
    targetName: { plain: true, named: true },
    connectionId: {},
    path: { plain: true },
    forwardStagePrefix: { plain: true },
    method: { plain: true },
    tlsServerName: {},
  };
}

/**
 * Returns the inputs on an HTTP API. API Gateway sends the stage's name as the first part of the path, so the path is
 * overwritten unless the program wants it so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function privateInputs(component: string, spec: PrivateFields, form: ArnForm): IntegrationInputs {
  return {
    ...httpInputs(component, spec),
    connectionType: "VPC_LINK",
    connectionId: spec.connectionId,
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "ANY",
    integrationUri: validateOutput<string>(component, "integration.targetArn", spec.targetArn, checkArn(form)),
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

/** Checks the fields of a backend behind a VPC link, where they are known. */
export function checkPrivate(problems: Problems, spec: PrivateFields, api: ApiProtocol, form: ArnForm): void {
  const { targetArn, path, forwardStagePrefix } = spec;
  problems.known<string>("targetArn", targetArn, checkArn(form));
  checkLink(problems, spec);
  problems.unless(path === undefined || (path.startsWith("/") && !path.includes("+}")), "path", {
    received: path,
    expected: "a path with parameters as {name}",
    fix: 'write "/{proxy}"',
  });
  problems.unless(path === undefined || forwardStagePrefix !== true, "forwardStagePrefix", {
    received: true,
    expected: "no value beside path",
    fix: "write path or forwardStagePrefix",
  });
  checkMethod(problems, spec);
  checkTimeout(problems, spec, api);
}

/** A program that is not type-checked can leave the link out. */
function checkLink(problems: Problems, { targetArn, connectionId }: Partial<PrivateFields>): void {
  problems.unless(connectionId !== undefined || targetArn === undefined, "vpcLink", {
    expected: "a VPC link",
    fix: "make one with new VpcLink(name, { ... })",
  });
}
