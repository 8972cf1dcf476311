import type * as pulumi from "@pulumi/pulumi";
import { type Expectation, nearFix, type Problems } from "../shared/problems";
import { REST_PARAMETER_NAME } from "../../aws/parameter-mapping";
import type {
  BackendFields,
  ConnectionFields,
  CredentialFields,
  RequestParameterFields,
  StreamingFields,
  TemplateFields,
} from "./fields";
import type { ApiProtocol } from "../shared/api-protocol";
import type { IntegrationResponse } from "./mapping-fields";
import { timeoutOf } from "./timeout";
import { defined } from "../../language/defined";

/** An integration of a REST API, some of whose values are known only later. */
export interface RestIntegration {
  type: "aws" | "aws_proxy" | "http" | "http_proxy" | "mock";
  httpMethod?: string;
  uri?: pulumi.Input<string>;
  requestParameters?: Record<string, pulumi.Input<string>> | undefined;
  /** The responses of an integration that is no proxy. */
  responses?: readonly IntegrationResponse[];
  /** The other properties of the extension, by AWS's names. */
  properties: Record<string, unknown>;
}

/** The response of an integration that is no proxy and names none. */
export const DEFAULT_RESPONSES: readonly IntegrationResponse[] = [{ statusCode: "200" }];

type RestFields = BackendFields &
  ConnectionFields &
  CredentialFields &
  RequestParameterFields &
  StreamingFields &
  Pick<TemplateFields, "passthroughBehavior" | "contentHandling">;

/**
 * Returns the properties that every kind with a backend gives in the same way.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function restProperties(component: string, spec: RestFields): Record<string, unknown> {
  return defined({
    timeoutInMillis: timeoutOf(component, spec, "REST"),
    passthroughBehavior: spec.passthroughBehavior ?? "when_no_match",
    contentHandling: spec.contentHandling,
    credentials: spec.credentials,
    connectionType: spec.connectionId === undefined ? undefined : "VPC_LINK",
    connectionId: spec.connectionId,
    integrationTarget: spec.integrationTarget,
    responseTransferMode: spec.streaming === true ? "STREAM" : undefined,
  });
}

/** Returns the `x-amazon-apigateway-integration` extension. */
export function integrationExtension(integration: RestIntegration): Record<string, unknown> {
  const { type, httpMethod, uri, requestParameters, responses, properties } = integration;
  return defined({
    type,
    httpMethod,
    uri,
    ...properties,
    requestParameters,
    responses: responses && responsesExtension(responses),
  });
}

function responsesExtension(responses: readonly IntegrationResponse[]): Record<string, unknown> {
  return Object.fromEntries(
    responses.map((response) => [response.selectionPattern ?? "default", responseExtension(response)]),
  );
}

function responseExtension(response: IntegrationResponse): Record<string, unknown> {
  const headers = Object.entries(response.headers ?? {});
  const parameters = headers.map(([name, value]) => [`method.response.header.${name}`, value] as const);
  return defined({
    statusCode: response.statusCode,
    responseParameters: parameters.length === 0 ? undefined : Object.fromEntries(parameters),
    responseTemplates: response.templates,
    contentHandling: response.contentHandling,
  });
}

/** Checks the fields as REST APIs have them. */
export function checkRest(
  problems: Problems,
  spec: ConnectionFields & RequestParameterFields & Pick<TemplateFields, "responses">,
  api: ApiProtocol = "REST",
): void {
  problems.unless(spec.integrationTarget === undefined || spec.connectionId !== undefined, "integrationTarget", {
    expected: "a connectionId beside it",
    fix: "name the VPC link",
  });
  checkResponses(problems, spec, api);
  checkRequestParameters(problems.at("requestParameters"), spec, api);
}

/** The fields of an `IntegrationResponse`, for programs that are not type-checked. */
const RESPONSE_FIELDS: readonly string[] = [
  "statusCode",
  "selectionPattern",
  "headers",
  "templates",
  "templateSelectionExpression",
  "contentHandling",
] satisfies (keyof IntegrationResponse)[];

/** Checks the responses of an integration that is no proxy. */
export function checkResponses(
  problems: Problems,
  { responses = [] }: Pick<TemplateFields, "responses">,
  api: ApiProtocol = "REST",
): void {
  const seen = new Set<string>();
  for (const [index, response] of responses.entries()) {
    const at = problems.at(`responses[${index}]`);
    if (!at.knownFirst(response)) {
      continue;
    }
    const { statusCode, headers, selectionPattern: pattern = "default", templateSelectionExpression } = response;
    for (const name of Object.keys(response).filter((key) => !RESPONSE_FIELDS.includes(key))) {
      at.add(name, {
        expected: `one of ${RESPONSE_FIELDS.join(", ")}`,
        fix: nearFix(name, RESPONSE_FIELDS, "remove it"),
      });
    }
    checkResponseHeaders(at.at("headers"), headers, api);
    at.unless(templateSelectionExpression === undefined || api === "WEBSOCKET", "templateSelectionExpression", {
      expected: "no value: it is supported on WebSocket APIs only",
      fix: "name the templates by content type",
    });
    at.unless(/^[1-5]\d\d$/.test(statusCode), "statusCode", {
      received: statusCode,
      expected: "100 to 599",
      fix: 'write "200"',
    });
    at.unless(!seen.has(pattern), "selectionPattern", {
      received: pattern,
      expected: "a pattern of its own",
      fix: "merge the two",
    });
    seen.add(pattern);
  }
}

const HEADER_NAME = new RegExp(`^${REST_PARAMETER_NAME}$`);
const HEADER_VALUE = /^('[^']*'|(integration\.response|stageVariables|context)\..+)$/s;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html */
function checkResponseHeaders(problems: Problems, headers: IntegrationResponse["headers"], api: ApiProtocol): void {
  problems.unless(headers === undefined || api === "REST", "", {
    expected: "no value: a message of a WebSocket API has no headers",
    fix: "remove it, or put the values into the template",
  });
  for (const [name, value] of Object.entries(headers ?? {})) {
    problems.unless(HEADER_NAME.test(name), "", {
      received: name,
      expected: "a name of letters, digits and : . _ $ -",
      fix: "rename the header",
    });
    problems.known<string>(`[${JSON.stringify(name)}]`, value, (received) =>
      HEADER_VALUE.test(received)
        ? undefined
        : {
            received,
            expected:
              "'text' in quotes, integration.response.header.<name>, integration.response.body.<path>, context.<name> or stageVariables.<name>",
            fix: `write ${JSON.stringify(`'${received.replace(/^["']|["']$/g, "")}'`)} for the text itself`,
          },
    );
  }
}

const INTEGRATION_PLACE = /^integration\.request\.(header|querystring|path)\.\S+$/;

/**
 * The values that a request parameter of an integration can have.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
const REST_SOURCE =
  /^('.*'|method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring|body)\b.*|context\..+|stageVariables\..+)$/;
const WEBSOCKET_SOURCE =
  /^('.*'|route\.request\.(header|querystring|multivalueheader|multivaluequerystring|body)\b.*|context\..+|stageVariables\..+)$/;

function checkRequestParameters(
  problems: Problems,
  { requestParameters = {} }: RequestParameterFields,
  api: ApiProtocol,
): void {
  for (const [place, value] of Object.entries(requestParameters)) {
    if (INTEGRATION_PLACE.test(place)) {
      problems.known<string>(`[${JSON.stringify(place)}]`, value, (received) => checkSource(received, api));
    } else {
      problems.add("", {
        received: place,
        expected: "integration.request.header.<name>, .querystring.<name> or .path.<name>",
        fix: "requestMapping() is for HTTP APIs; write the place in full",
      });
    }
  }
}

function checkSource(received: string, api: ApiProtocol): Expectation | undefined {
  const [known, request] = api === "WEBSOCKET" ? [WEBSOCKET_SOURCE, "route.request"] : [REST_SOURCE, "method.request"];
  return known.test(received)
    ? undefined
    : {
        received,
        expected: `'text' in quotes, ${request}.<place>.<name>, context.<name> or stageVariables.<name>`,
        fix: `write ${JSON.stringify(`'${received}'`)} for the text itself`,
      };
}
