import type * as pulumi from "@pulumi/pulumi";
import { type Problem, validateKnown } from "../shared/problems";
import type {
  BackendFields,
  ConnectionFields,
  CredentialFields,
  RequestParameterFields,
  StreamingFields,
  TemplateFields,
} from "./fields";
import type { IntegrationResponse } from "./mapping-fields";
import { timeoutOf } from "./timeout";

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
  return {
    timeoutInMillis: timeoutOf(component, spec, "REST"),
    passthroughBehavior: spec.passthroughBehavior ?? "when_no_match",
    contentHandling: spec.contentHandling,
    credentials: spec.credentials,
    ...(spec.connectionId === undefined
      ? {}
      : {
          connectionType: "VPC_LINK",
          connectionId: spec.connectionId,
          integrationTarget: spec.integrationTarget,
        }),
    ...(spec.streaming === true ? { responseTransferMode: "STREAM" } : {}),
  };
}

/** Returns the `x-amazon-apigateway-integration` extension. */
export function integrationExtension(integration: RestIntegration): Record<string, unknown> {
  const { type, httpMethod, uri, requestParameters, responses, properties } = integration;
  return {
    type,
    httpMethod,
    uri,
    ...properties,
    requestParameters,
    ...(responses === undefined ? {} : { responses: responsesExtension(responses) }),
  };
}

function responsesExtension(responses: readonly IntegrationResponse[]): Record<string, unknown> {
  return Object.fromEntries(
    responses.map((response) => [response.selectionPattern ?? "default", responseExtension(response)]),
  );
}

function responseExtension(response: IntegrationResponse): Record<string, unknown> {
  const headers = Object.entries(response.headers ?? {});
  return {
    statusCode: response.statusCode,
    ...(headers.length === 0
      ? {}
      : {
          responseParameters: Object.fromEntries(
            headers.map(([name, value]) => [`method.response.header.${name}`, value]),
          ),
        }),
    ...(response.templates === undefined ? {} : { responseTemplates: response.templates }),
    ...(response.contentHandling === undefined ? {} : { contentHandling: response.contentHandling }),
  };
}

/** Returns the problems of the fields as REST APIs have them. */
export function restProblems(
  spec: ConnectionFields & RequestParameterFields & Pick<TemplateFields, "responses">,
  argument: string,
): Problem[] {
  return [
    ...(spec.integrationTarget !== undefined && spec.connectionId === undefined
      ? [{ argument: `${argument}.integrationTarget`, expected: "a connectionId beside it", fix: "name the VPC link" }]
      : []),
    ...responseProblems(spec, argument),
    ...parameterProblems(spec, argument),
  ];
}

/** Returns the problems of the responses of an integration that is no proxy. */
export function responseProblems({ responses }: Pick<TemplateFields, "responses">, argument: string): Problem[] {
  const seen = new Set<string>();
  return (responses ?? []).flatMap((response, index) => {
    const at = `${argument}.responses[${index}]`;
    const pattern = response.selectionPattern ?? "default";
    const twice = seen.has(pattern);
    seen.add(pattern);
    return [
      ...(/^[1-5]\d\d$/.test(response.statusCode)
        ? []
        : [
            { argument: `${at}.statusCode`, received: response.statusCode, expected: "100 to 599", fix: 'write "200"' },
          ]),
      ...(twice
        ? [
            {
              argument: `${at}.selectionPattern`,
              received: pattern,
              expected: "a pattern of its own",
              fix: "merge the two",
            },
          ]
        : []),
    ];
  });
}

const INTEGRATION_PLACE = /^integration\.request\.(header|querystring|path)\.\S+$/;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html */
function parameterProblems({ requestParameters }: RequestParameterFields, argument: string): Problem[] {
  return Object.entries(requestParameters ?? {}).flatMap(([place, value]) => {
    const at = `${argument}.requestParameters`;
    const expected = "integration.request.header.<name>, .querystring.<name> or .path.<name>";
    return INTEGRATION_PLACE.test(place)
      ? validateKnown<string>(value, (text) => sourceProblem(`${at}[${JSON.stringify(place)}]`, text))
      : [
          {
            argument: at,
            received: place,
            expected,
            fix: "requestMapping() is for HTTP APIs; write the place in full",
          },
        ];
  });
}

function sourceProblem(argument: string, text: string): Problem | undefined {
  const known =
    /^('.*'|method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring|body)\b.*|context\..+|stageVariables\..+)$/;
  return known.test(text)
    ? undefined
    : {
        argument,
        received: text,
        expected: "'text' in quotes, method.request.<place>.<name>, context.<name> or stageVariables.<name>",
        fix: `write ${JSON.stringify(`'${text}'`)} for the text itself`,
      };
}
