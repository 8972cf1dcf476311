import * as pulumi from "@pulumi/pulumi";
import { type ArnForm, type ArnInput, arnTarget } from "../arn-target";
import type { IntegrationKindDefinition } from "../kind";
import {
  checkPrivate,
  PRIVATE_FIELDS,
  type PrivateFields,
  privateInputs,
  type PrivateOptions,
  privatePathParameters,
} from "../private-integration";
import { vpcLinkId } from "../vpc-link-id";

/** An integration with the instances of a Cloud Map service. */
export interface CloudMapIntegration extends PrivateFields<"cloudMap"> {
  /**
   * The attributes of the instances that get requests.
   *
   * @default all instances of the service
   * @example
   * ```ts
   * cloudMap(orders, { vpcLink, attributes: { version: "2" } });
   * ```
   */
  attributes?: Record<string, string>;
}

/** The options of an integration with a Cloud Map service. */
export type CloudMapOptions = PrivateOptions<CloudMapIntegration>;

/**
 * Sends requests to the instances that are registered with a Cloud Map service, through a VPC link and without a load
 * balancer (HTTP_PROXY). HTTP APIs only; each instance needs its address and port.
 *
 * @param service the Cloud Map service, a reference with its ARN, or its ARN
 * @example
 * ```ts
 * cloudMap(orders, { vpcLink });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export function cloudMap(service: ArnInput, { vpcLink, ...options }: CloudMapOptions): CloudMapIntegration {
  return { kind: "cloudMap", ...arnTarget(service), connectionId: vpcLinkId(vpcLink), ...options };
}

const SERVICE: ArnForm = {
  service: "servicediscovery",
  resource: /^service\/srv-[a-z0-9]+$/,
  what: "a Cloud Map service",
  pass: "the service itself",
};

export const cloudMapKind: IntegrationKindDefinition<CloudMapIntegration> = {
  fields: { ...PRIVATE_FIELDS(SERVICE), attributes: { plain: true } },
  label: ({ targetArn, targetName }) =>
    targetName ?? (typeof targetArn === "string" ? targetArn.split("/").at(-1) : undefined),
  check: (problems, spec, api) => checkPrivate(problems, spec, api, SERVICE),
  http: (component, spec) => {
    const inputs = privateInputs(component, spec, SERVICE);
    const query = new URLSearchParams(spec.attributes ?? {}).toString();
    return query === "" ? inputs : { ...inputs, integrationUri: pulumi.interpolate`${inputs.integrationUri}?${query}` };
  },
  pathParameters: privatePathParameters,
};
