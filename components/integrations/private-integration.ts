import * as pulumi from "@pulumi/pulumi";
import { LIMITS } from "../../aws/quotas";
import { validateOutput, isDeferred, validateKnown, type Problem } from "../shared/problems";
import { type ArnForm, arnProblem } from "./arn-target";
import { methodProblems } from "./kinds/http-proxy";
import { commonInputs, timeoutProblems } from "./integration-fields";
import type { ApiKind, IntegrationInputs } from "./integration-kind";
import type { IntegrationFields, IntegrationSpec } from "./integration-spec";
import { longestTimeout } from "./rest-extension";
import type { RestIntegrationFields } from "./rest-fields";

/** A VPC link of version 2: a `VpcLink`, an `aws.apigatewayv2.VpcLink`, a reference with its id, or the id. */
export type VpcLinkInput = pulumi.Input<{ id: pulumi.Input<string> } | string>;

/** What a spec has whose backend is behind a VPC link. */
export interface PrivateFields {
  /**
   * The path that the backend is asked for; `{name}` stands for the route's path parameter of that name.
   * @default the request's path without the stage
   */
  path?: string;
  /** Whether the backend gets the stage's name in front of the path, as API Gateway itself would send it. @default false */
  keepsStage?: boolean;
}

/** What can be said about any backend behind a VPC link. */
export type PrivateOptions = Omit<IntegrationFields, "kind"> &
  PrivateFields &
  Pick<RestIntegrationFields, "streaming"> & {
    /** The VPC link, which any number of integrations and APIs can share. */
    vpcLink: VpcLinkInput;
    /** The method that the backend is called with; `ANY` keeps the request's own. @default "ANY" */
    method?: string;
    /** The name that the backend's certificate must have: the backend is called over TLS. @default plain HTTP inside the VPC */
    tlsServerName?: pulumi.Input<string>;
  };

const resolved = new WeakMap<object, pulumi.Output<string>>();

/** The id of any form of a VPC link. The same Output gives the same id, so that it stays one integration. */
export function vpcLinkId(link: VpcLinkInput): pulumi.Input<string> {
  if (typeof link === "string") {
    return link;
  }
  if (!isDeferred(link)) {
    return link.id;
  }
  const known =
    resolved.get(link) ?? pulumi.output(link).apply((value) => (typeof value === "string" ? value : value.id));
  resolved.set(link, known);
  return known;
}

/**
 * What an HTTP API is told about a private backend. API Gateway sends the stage's name as the first part of the path, so
 * the path is overwritten unless the program wants it so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function privateInputs(component: string, spec: IntegrationSpec, form: ArnForm): IntegrationInputs {
  const argument = "integration.targetArn";
  return {
    ...commonInputs(component, spec, LIMITS.http.integrationTimeout),
    connectionType: "VPC_LINK",
    connectionId: spec.connectionId,
    integrationType: "HTTP_PROXY",
    integrationMethod: spec.method ?? "ANY",
    integrationUri: validateOutput<string>(component, spec.targetArn ?? "", (arn) => arnProblem(argument, arn, form)),
    payloadFormatVersion: "1.0",
    requestParameters: privateParameters(spec),
    tlsConfig: spec.tlsServerName === undefined ? undefined : { serverNameToVerify: spec.tlsServerName },
  };
}

function privateParameters(spec: IntegrationSpec): Record<string, pulumi.Input<string>> | undefined {
  const own = spec.path?.replace(/\{([^{}]+)\}/g, (_, name: string) => `\${request.path.${name}}`);
  const path = own ?? (spec.keepsStage === true ? undefined : "$request.path");
  return path === undefined ? spec.requestParameters : { "overwrite:path": path, ...spec.requestParameters };
}

/** The path parameters that `path` names. */
export function privatePathParameters({ path = "" }: IntegrationSpec): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
}

export function privateProblems(spec: IntegrationSpec, argument: string, api: ApiKind, form: ArnForm): Problem[] {
  const { targetArn, connectionId, path, keepsStage } = spec;
  return [
    ...(targetArn === undefined
      ? [{ argument: `${argument}.targetArn`, expected: form.what, fix: `pass ${form.pass}` }]
      : validateKnown<string>(targetArn, (arn) => arnProblem(`${argument}.targetArn`, arn, form))),
    ...(connectionId === undefined && targetArn !== undefined
      ? [{ argument: `${argument}.vpcLink`, expected: "a VPC link", fix: "make one with new VpcLink(name, { ... })" }]
      : []),
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
    ...(path !== undefined && keepsStage === true
      ? [
          {
            argument: `${argument}.keepsStage`,
            received: true,
            expected: "left out beside path",
            fix: "write path or keepsStage",
          },
        ]
      : []),
    ...methodProblems(spec, argument),
    ...timeoutProblems(spec, argument, longestTimeout(api, spec)),
  ];
}
