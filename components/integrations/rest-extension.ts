import type * as pulumi from "@pulumi/pulumi";
import { type Limit, LIMITS } from "../../aws/quotas";
import { validateOutput, validateKnown, type Problem } from "../shared/problems";
import { timeoutProblem } from "./integration-fields";
import type { ApiKind, IntegrationExtension } from "./integration-kind";
import type { IntegrationSpec } from "./integration-spec";
import type { IntegrationResponse } from "./rest-fields";

/**
 * The longest wait for a backend: of a REST API 29 seconds unless AWS raised it, and 15 minutes where the response is
 * streamed. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
export function longestTimeout(api: ApiKind, spec: IntegrationSpec): Limit {
  if (api === "HTTP") {
    return LIMITS.http.integrationTimeout;
  }
  if (api === "WEBSOCKET") {
    return LIMITS.websocket.integrationTimeout;
  }
  return spec.streaming === true ? LIMITS.rest.streamingTimeout : LIMITS.rest.integrationTimeout;
}

/**
 * The properties that every kind gives in the same way.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function commonExtension(component: string, spec: IntegrationSpec): IntegrationExtension {
  const longest = longestTimeout("REST", spec);
  const timeout = spec.timeoutMilliseconds ?? longest.value;
  return {
    timeoutInMillis: validateOutput<number>(component, timeout, (value) =>
      timeoutProblem("integration", value, longest),
    ),
    passthroughBehavior: spec.passthroughBehavior ?? "when_no_match",
    contentHandling: spec.contentHandling,
    credentials: spec.credentials,
    requestParameters: spec.requestParameters,
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

/** Templates and responses, for the kinds that are no proxy. */
export function mappingExtension(spec: IntegrationSpec): IntegrationExtension {
  return { requestTemplates: spec.requestTemplates, responses: responsesExtension(mappedResponses(spec)) };
}

/** The responses of an integration that is no proxy: one of status 200 unless it says more. */
export function mappedResponses(spec: IntegrationSpec): IntegrationResponse[] {
  return spec.responses ?? [{ statusCode: "200" }];
}

function responsesExtension(responses: IntegrationResponse[]): Record<string, unknown> {
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

/** What is wrong with the fields that only REST APIs have. */
export function restFieldProblems(spec: IntegrationSpec, argument: string, isProxy: boolean): Problem[] {
  const mapped = (["requestTemplates", "responses"] as const).filter((field) => isProxy && spec[field] !== undefined);
  return [
    ...mapped.map((field) => ({
      argument: `${argument}.${field}`,
      expected: "no mapping on a proxy, whose requests and answers go through as they are",
      fix: "use lambdaCustom(fn), httpCustom(url), mock() or awsService()",
    })),
    ...(spec.streaming === true && !isProxy
      ? [
          {
            argument: `${argument}.streaming`,
            received: true,
            expected: "a proxy",
            fix: "use lambda(fn) or httpProxy(url)",
          },
        ]
      : []),
    ...(spec.integrationTarget !== undefined && spec.connectionId === undefined
      ? [{ argument: `${argument}.integrationTarget`, expected: "a connectionId beside it", fix: "name the VPC link" }]
      : []),
    ...responseProblems(spec, argument),
    ...parameterProblems(spec.requestParameters, argument),
  ];
}

function responseProblems(spec: IntegrationSpec, argument: string): Problem[] {
  const seen = new Set<string>();
  return (spec.responses ?? []).flatMap((response, index) => {
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
function parameterProblems(parameters: Record<string, pulumi.Input<string>> | undefined, argument: string): Problem[] {
  return Object.entries(parameters ?? {}).flatMap(([place, value]) => {
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
