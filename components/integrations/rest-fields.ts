import type * as pulumi from "@pulumi/pulumi";

/** What becomes of a payload of a content type that has no mapping template. */
export const PassthroughBehavior = {
  whenNoMatch: "when_no_match",
  whenNoTemplates: "when_no_templates",
  never: "never",
} as const;
export type PassthroughBehavior = (typeof PassthroughBehavior)[keyof typeof PassthroughBehavior];

/** How a payload is converted between text and binary. */
export const ContentHandling = { toBinary: "CONVERT_TO_BINARY", toText: "CONVERT_TO_TEXT" } as const;
export type ContentHandling = (typeof ContentHandling)[keyof typeof ContentHandling];

/**
 * One response that a method gives for what its backend answered; not for proxies, whose answer goes through as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-responses.html
 */
export interface IntegrationResponse {
  /** The status of the method's response. */
  statusCode: string;
  /** Which answers it is for: an expression for the backend's status, or for a function's error message. @default all others */
  selectionPattern?: string;
  /** Headers by name: `'text'` in quotes, `integration.response.header.x`, `integration.response.body.x` or `context.x`. */
  headers?: Record<string, pulumi.Input<string>>;
  /** Mapping templates by content type. @default the backend's body as it is */
  templates?: Record<string, pulumi.Input<string>>;
  /** How the payload is converted. @default not at all */
  contentHandling?: ContentHandling;
}

/** What an integration of a REST API can have beside what every integration has. */
export interface RestIntegrationFields {
  /** Mapping templates of the request by content type; not for proxies. @default the payload as it is */
  requestTemplates?: Record<string, pulumi.Input<string>>;
  /** What becomes of a payload without a template. @default "when_no_match" */
  passthroughBehavior?: PassthroughBehavior;
  /** How the request's payload is converted. @default not at all */
  contentHandling?: ContentHandling;
  /** The responses of a method that is no proxy. @default one of status 200 for all answers */
  responses?: IntegrationResponse[];
  /** The role that API Gateway takes on to call the backend. @default the backend's own policy allows the call */
  credentials?: pulumi.Input<string>;
  /** The VPC link to a private backend. @default the backend is called over the internet */
  connectionId?: pulumi.Input<string>;
  /** The load balancer's listener behind a VPC link of version 2, an Application Load Balancer's too. @default none */
  integrationTarget?: pulumi.Input<string>;
  /** Whether the response is sent as the backend gives it, up to 15 minutes long; proxies only. @default the API's */
  streaming?: boolean;
}
