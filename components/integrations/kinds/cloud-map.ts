import * as pulumi from "@pulumi/pulumi";
import { type ArnInput, arnTarget } from "../arn-target";
import type { IntegrationKindDefinition } from "../integration-kind";
import type { IntegrationSpec } from "../integration-spec";
import {
  privateInputs,
  type PrivateOptions,
  privatePathParameters,
  privateProblems,
  vpcLinkId,
} from "../private-integration";

/** What a spec of kind `cloudMap` has. */
export interface CloudMapFields {
  /** Only instances with these attributes, such as `{ version: "2" }`. @default all instances of the service */
  attributes?: Record<string, string>;
}

export type CloudMapOptions = Omit<PrivateOptions, "streaming"> & CloudMapFields;

/**
 * Sends requests to the instances that are registered with a Cloud Map service, through a VPC link and without a load
 * balancer (HTTP_PROXY). HTTP APIs only; each instance needs its address and port.
 *
 * @param service the Cloud Map service, a reference with its ARN, or its ARN
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function cloudMap(service: ArnInput, { vpcLink, ...options }: CloudMapOptions): IntegrationSpec {
  return { kind: "cloudMap", ...arnTarget(service), connectionId: vpcLinkId(vpcLink), ...options };
}

const SERVICE = {
  service: "servicediscovery",
  resource: /^service\/srv-[a-z0-9]+$/,
  what: "a Cloud Map service",
  pass: "the service itself",
};

export const cloudMapKind: IntegrationKindDefinition = {
  apiKinds: ["HTTP"],
  label: (spec) => (typeof spec.targetArn === "string" ? spec.targetArn.split("/").at(-1) : undefined),
  problems: (spec, argument, api = "HTTP") => privateProblems(spec, argument, api, SERVICE),
  inputs: (component, spec) => {
    const inputs = privateInputs(component, spec, SERVICE);
    const query = new URLSearchParams(spec.attributes ?? {}).toString();
    return query === "" ? inputs : { ...inputs, integrationUri: pulumi.interpolate`${inputs.integrationUri}?${query}` };
  },
  pathParameters: privatePathParameters,
};
