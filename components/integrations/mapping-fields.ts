import type * as pulumi from "@pulumi/pulumi";

/** The treatment of a payload whose content type has no mapping template. */
export const PassthroughBehavior = {
  whenNoMatch: "when_no_match",
  whenNoTemplates: "when_no_templates",
  never: "never",
} as const;
export type PassthroughBehavior = (typeof PassthroughBehavior)[keyof typeof PassthroughBehavior];

/** The conversion of a payload between text and binary. */
export const ContentHandling = { toBinary: "CONVERT_TO_BINARY", toText: "CONVERT_TO_TEXT" } as const;
export type ContentHandling = (typeof ContentHandling)[keyof typeof ContentHandling];

/**
 * One response that a method gives for what its backend answered; not for proxies, whose answer goes through as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-responses.html
 *
 * @example { statusCode: "404", selectionPattern: "NotFound.*" }
 */
export interface IntegrationResponse {
  /**
   * The status of the method's response.
   * @example "404"
   */
  statusCode: string;
  /**
   * The answers that it is for: an expression for the backend's status, or for a function's error message. @default all others
   * @example "NotFound.*"
   */
  selectionPattern?: string;
  /**
   * Headers by name: `'text'` in quotes, `integration.response.header.x`, `integration.response.body.x` or `context.x`. @default none
   * @example { "Cache-Control": "'no-store'" }
   */
  headers?: Record<string, pulumi.Input<string>>;
  /**
   * Mapping templates by content type; on WebSocket APIs by `$default` and other keys. @default the backend's body is passed through
   * @example { "application/json": '{"message":"Not Found"}' }
   */
  templates?: Record<string, pulumi.Input<string>>;
  /**
   * The expression that names a template among `templates`, on WebSocket APIs only. @default "\\\\$default"
   * @example "${integration.response.statuscode}"
   */
  templateSelectionExpression?: string;
  /**
   * The conversion of the payload. @default none
   * @example "CONVERT_TO_BINARY"
   */
  contentHandling?: ContentHandling;
}
