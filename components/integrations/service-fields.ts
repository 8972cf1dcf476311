import type * as pulumi from "@pulumi/pulumi";
import type { FieldTable } from "../shared/field-support";
import {
  BACKEND_FIELDS,
  type BackendFields,
  CREDENTIAL_FIELDS,
  INTEGRATION_FIELDS,
  type IntegrationFields,
  RESPONSE_PARAMETER_FIELDS,
  type ResponseParameterFields,
  TEMPLATE_FIELDS,
  type TemplateFields,
} from "./fields";
import type { ArnForm } from "./arn-target";

/** The fields of every integration with an AWS service that has a factory of its own. */
export interface ServiceFields<Kind extends string = string> extends IntegrationFields<Kind>, BackendFields {
  /**
   * The ARN of the target: a queue, an event bus, a state machine.
   * @example "arn:aws:sqs:eu-west-1:123456789012:orders"
   */
  targetArn: pulumi.Input<string>;
  /**
   * The logical name of the target's resource; the factories set it. @default derived from a plain ARN
   * @example "orders"
   */
  targetName?: string;
  /**
   * The ARN of the role that API Gateway assumes. @default a role that only allows this action on this target
   * @example role.arn
   */
  credentials?: pulumi.Input<string>;
}

/** The fields of a service that HTTP APIs call by a first-class integration. */
export interface HttpServiceFields extends ResponseParameterFields {
  /**
   * Parameters of the action on an HTTP API, by AWS's names: static, or read from the request. @default what the action needs
   * @example { MessageBody: "$request.body.order" }
   */
  parameters?: Record<string, pulumi.Input<string>>;
}

/** The fields of a service that REST APIs call by mapping templates. */
export interface RestServiceFields extends TemplateFields {
  /**
   * Further parameters of the request on a REST API, in its syntax. @default what the action needs
   * @example { "integration.request.header.x-caller": "context.identity.sourceIp" }
   */
  requestParameters?: Record<string, pulumi.Input<string>>;
}

/** The field of a service whose target can be encrypted. */
export interface KeyFields {
  /**
   * The ARN of the KMS key that the target is encrypted with: the role may use it. @default AWS's own key, or none
   * @example key.arn
   */
  encryptionKeyArn?: pulumi.Input<string>;
}

/** Returns the support of the fields of every service. */
export function SERVICE_FIELDS(target: ArnForm): FieldTable<ServiceFields> {
  return {
    ...INTEGRATION_FIELDS,
    ...BACKEND_FIELDS,
    ...CREDENTIAL_FIELDS,
    targetArn: { named: true, required: { expected: target.what, fix: `pass ${target.pass}` } },
    targetName: { plain: true, named: true },
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
export const HTTP_SERVICE_FIELDS: FieldTable<HttpServiceFields> = {
  ...RESPONSE_PARAMETER_FIELDS,
  parameters: { plain: true, on: ["HTTP"], instead: "write requestTemplates, with all that the service is sent" },
};
export const REST_SERVICE_FIELDS: FieldTable<RestServiceFields> = {
  ...TEMPLATE_FIELDS,
  requestParameters: { plain: true, on: ["REST"], instead: "write them as parameters" },
};
export const KEY_FIELDS: FieldTable<KeyFields> = { encryptionKeyArn: { named: true } };
