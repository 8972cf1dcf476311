import type * as pulumi from "@pulumi/pulumi";
import type { FieldTable } from "../shared/field-support";
import type { ContentHandling, IntegrationResponse, PassthroughBehavior } from "./mapping-fields";

/** The members that every integration has. */
export interface IntegrationFields<Kind extends string = string> {
  /** The kind of backend; the factories set it. */
  kind: Kind;
  /**
   * A literal that names the integration among the API's children. @default derived from the target: the function's logical name, or the URL
   * @example "read-orders"
   */
  name?: string;
}

/** The fields of an integration that calls a backend. */
export interface BackendFields {
  /**
   * The integration's description. @default none
   * @example "Reads orders"
   */
  description?: pulumi.Input<string>;
  /**
   * The time that API Gateway waits for the backend, in milliseconds, 50 to 30,000; on REST and WebSocket APIs at most 29,000.
   * @default the longest that the API allows
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   * @example 5_000
   */
  timeoutMilliseconds?: pulumi.Input<number>;
}

/** The field of an integration whose requests are changed on their way. */
export interface RequestParameterFields {
  /**
   * Changes to the request on its way to the backend, as `requestMapping` writes them. @default none
   * @example requestMapping({ append: { "header.x-caller": "$context.identity.sourceIp" } })
   */
  requestParameters?: Record<string, pulumi.Input<string>>;
}

/**
 * Changes to the responses of one status.
 *
 * @example { statusCode: "200", mappings: { "remove:header.x-internal": "''" } }
 */
export interface ResponseParameters {
  /**
   * The status of the backend's response that the changes are for, 200 to 599.
   * @example "200"
   */
  statusCode: string;
  /**
   * The changes, as `responseMapping` writes them.
   * @example { "remove:header.x-internal": "''" }
   */
  mappings: Record<string, pulumi.Input<string>>;
}

/** The field of an integration whose responses are changed on their way. */
export interface ResponseParameterFields {
  /**
   * Changes to the backend's responses, by status. @default none
   * @example responseMapping({ 200: { remove: ["header.x-internal"] } })
   */
  responseParameters?: ResponseParameters[];
}

/** The fields of an integration with mapping templates. */
export interface TemplateFields {
  /**
   * Mapping templates of the request by content type; on WebSocket APIs by `$default` and other keys. @default the payload is passed through
   * @example { "application/json": '{"order":$input.body}' }
   */
  requestTemplates?: Record<string, pulumi.Input<string>>;
  /**
   * The treatment of a payload without a template. @default "when_no_match"
   * @example "never"
   */
  passthroughBehavior?: PassthroughBehavior;
  /**
   * The conversion of the request's payload. @default none
   * @example "CONVERT_TO_TEXT"
   */
  contentHandling?: ContentHandling;
  /**
   * The responses of the method. @default one of status 200 for all answers
   * @example [{ statusCode: "200" }, { statusCode: "404", selectionPattern: "404" }]
   */
  responses?: IntegrationResponse[];
}

/** The field of an integration with several mapping templates of a WebSocket API. */
export interface TemplateSelectionFields {
  /**
   * The part of a message that names its template among `requestTemplates`, on WebSocket APIs only; `$default` is for all other messages.
   * @default "\\\\$default"
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
   * @example "${request.body.type}"
   */
  templateSelectionExpression?: string;
}

/** The field of an integration that API Gateway calls with a role. */
export interface CredentialFields {
  /**
   * The ARN of the role that API Gateway assumes to call the backend. @default the backend's own policy allows the call
   * @example role.arn
   */
  credentials?: pulumi.Input<string>;
}

/** The field of an integration that can stream. */
export interface StreamingFields {
  /** Indicates whether the response is streamed, for up to 15 minutes. @default the API's */
  streaming?: boolean;
}

/** The fields of an HTTP integration that goes through a VPC link. */
export interface ConnectionFields {
  /**
   * The id of the VPC link to a private backend. @default the backend is called over the internet
   * @example vpcLink.vpcLinkId
   */
  connectionId?: pulumi.Input<string>;
  /**
   * The ARN of the load balancer behind a VPC link of version 2, an Application Load Balancer's too. @default none
   * @example balancer.arn
   */
  integrationTarget?: pulumi.Input<string>;
}

export const INTEGRATION_FIELDS: FieldTable<IntegrationFields> = {
  kind: { plain: true, named: true },
  name: { plain: true, named: true },
};
/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html */
export const BACKEND_FIELDS: FieldTable<BackendFields> = { description: { named: true }, timeoutMilliseconds: {} };
export const REQUEST_PARAMETER_FIELDS: FieldTable<RequestParameterFields> = { requestParameters: { plain: true } };
export const RESPONSE_PARAMETER_FIELDS: FieldTable<ResponseParameterFields> = {
  responseParameters: {
    plain: true,
    on: ["HTTP"],
    instead: "let the backend answer so, or map its answers with responses on a kind that is no proxy",
  },
};
export const TEMPLATE_FIELDS: FieldTable<TemplateFields> = {
  requestTemplates: { plain: true, on: ["REST", "WEBSOCKET"] },
  passthroughBehavior: { plain: true, on: ["REST", "WEBSOCKET"] },
  contentHandling: { plain: true, on: ["REST", "WEBSOCKET"] },
  responses: { plain: true, on: ["REST", "WEBSOCKET"] },
};
export const TEMPLATE_SELECTION_FIELDS: FieldTable<TemplateSelectionFields> = {
  templateSelectionExpression: { plain: true, on: ["WEBSOCKET"], instead: "name the templates by content type" },
};
export const CREDENTIAL_FIELDS: FieldTable<CredentialFields> = { credentials: {} };
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
export const STREAMING_FIELDS: FieldTable<StreamingFields> = { streaming: { plain: true, on: ["REST"] } };
export const CONNECTION_FIELDS: FieldTable<ConnectionFields> = {
  connectionId: {
    on: ["REST", "WEBSOCKET"],
    instead: "use loadBalancer(listener, { vpcLink }) or cloudMap(service, { vpcLink })",
  },
  integrationTarget: { on: ["REST"], instead: "use loadBalancer(listener, { vpcLink }) on an HttpApi" },
};
