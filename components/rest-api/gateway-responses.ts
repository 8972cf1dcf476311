import type * as pulumi from "@pulumi/pulumi";
import { GATEWAY_RESPONSE_TYPES } from "../../aws/gateway-response-types";
import { nearFix, type Problems } from "../shared/problems";
import { defined } from "../../language/defined";

/**
 * The answer of API Gateway where it does not call the backend.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 *
 * @example { statusCode: "404", templates: { "application/json": '{"error":"not found"}' } }
 */
export interface GatewayResponseArgs {
  /**
   * The status. @default that of the response type
   * @example "404"
   */
  statusCode?: string;
  /**
   * Headers by name: `'text'` in quotes, `method.request.header.x`, `context.x` or `stageVariables.x`. @default none
   * @example { "Cache-Control": "'no-store'" }
   */
  headers?: Record<string, pulumi.Input<string>>;
  /**
   * Bodies by content type, in which `$context.x` stands for its value. @default AWS's own
   * @example { "application/json": '{"error":"$context.error.message"}' }
   */
  templates?: Record<string, pulumi.Input<string>>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
export function gatewayResponses(
  own: Record<string, GatewayResponseArgs> | undefined,
  corsHeaders: Record<string, string>,
): Record<string, unknown> | undefined {
  const forBrowsers: Record<string, GatewayResponseArgs> = { DEFAULT_4XX: {}, DEFAULT_5XX: {} };
  const all = { ...(Object.keys(corsHeaders).length === 0 ? undefined : forBrowsers), ...own };
  const entries = Object.entries(all).map(([type, args]) => [type, response(args, corsHeaders)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A response of its own type does not have the headers of DEFAULT_4XX, so each gets those for browsers. */
function response(args: GatewayResponseArgs, corsHeaders: Record<string, string>): Record<string, unknown> {
  const headers = Object.entries({ ...corsHeaders, ...args.headers });
  return defined({
    statusCode: args.statusCode,
    responseParameters:
      headers.length === 0
        ? undefined
        : Object.fromEntries(headers.map(([name, value]) => [`gatewayresponse.header.${name}`, value])),
    responseTemplates: args.templates,
  });
}

/**
 * A header's value: text in single quotes, or a source of the request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
const HEADER_VALUE =
  /^('[^']*'|method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.[a-zA-Z0-9._$-]+|(context|stageVariables)\.[\w.-]+)$/;

/** Checks the gateway responses: their types, their status, and the values of their headers. */
export function checkGatewayResponses(problems: Problems, own: Record<string, GatewayResponseArgs> | undefined): void {
  const types: readonly string[] = GATEWAY_RESPONSE_TYPES;
  for (const [type, { statusCode, headers }] of Object.entries(own ?? {})) {
    problems.unless(types.includes(type), "", {
      received: type,
      expected: types.join(", "),
      fix: nearFix(type, types, "name one of these"),
    });
    problems.unless(statusCode === undefined || /^[2-5]\d\d$/.test(statusCode), `${type}.statusCode`, {
      received: statusCode,
      expected: "200 to 599",
      fix: 'write "403", for instance',
    });
    for (const [name, value] of Object.entries(headers ?? {})) {
      problems.known<string>(`${type}.headers.${name}`, value, (received) =>
        HEADER_VALUE.test(received)
          ? undefined
          : {
              received,
              expected: "text in single quotes, method.request.<place>.<name>, context.<name> or stageVariables.<name>",
              fix: `write "'${received.replace(/^["']|["']$/g, "")}'"`,
            },
      );
    }
  }
}
