import { REST_API_LIMITS } from "../../../aws/quotas";
import type { GatewayResponseModel } from "../../model/rest-api/definition-model";

/**
 * The answers that API Gateway gives in a REST API's name, with the message of `$context.error.message` and the type that
 * `x-amzn-ErrorType` names. The types and statuses are AWS's.
 * undocumented: the messages and the values of `x-amzn-ErrorType`, which are those of answers that users have recorded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export interface RestError {
  responseType: GatewayResponseType;
  statusCode: number;
  /** Null where AWS's default body says `{"message":null}`. */
  message: string | null;
  errorType: string;
  /** Specifies the whole body of an answer that is no JSON, and which no gateway response changes. */
  text?: string;
  /** Indicates whether the request was refused before its stage was looked for. */
  isEarly?: boolean;
}

const TABLE = {
  ACCESS_DENIED: [403, "User is not authorized to access this resource", "AccessDeniedException"],
  API_CONFIGURATION_ERROR: [500, "Internal server error", "InternalServerErrorException"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, null, "AuthorizerConfigurationException"],
  AUTHORIZER_FAILURE: [500, null, "AuthorizerConfigurationException"],
  BAD_REQUEST_BODY: [400, "Invalid request body", "BadRequestException"],
  BAD_REQUEST_PARAMETERS: [400, "Missing required request parameters", "BadRequestException"],
  EXPIRED_TOKEN: [403, "The security token included in the request is expired", "ExpiredTokenException"],
  INTEGRATION_FAILURE: [504, "Network error communicating with endpoint", "InternalServerErrorException"],
  INTEGRATION_TIMEOUT: [504, "Endpoint request timed out", "InternalServerErrorException"],
  INVALID_API_KEY: [403, "Forbidden", "ForbiddenException"],
  INVALID_SIGNATURE: [403, "The request signature we calculated does not match", "InvalidSignatureException"],
  MISSING_AUTHENTICATION_TOKEN: [403, "Missing Authentication Token", "MissingAuthenticationTokenException"],
  QUOTA_EXCEEDED: [429, "Limit Exceeded", "LimitExceededException"],
  REQUEST_TOO_LARGE: [413, "Request Too Long", "RequestEntityTooLargeException"],
  RESOURCE_NOT_FOUND: [404, "Not Found", "NotFoundException"],
  THROTTLED: [429, "Too Many Requests", "TooManyRequestsException"],
  UNAUTHORIZED: [401, "Unauthorized", "UnauthorizedException"],
  UNSUPPORTED_MEDIA_TYPE: [415, "Unsupported Media Type", "UnsupportedMediaTypeException"],
  WAF_FILTERED: [403, "Forbidden", "ForbiddenException"],
} as const satisfies Record<string, readonly [number, string | null, string]>;

export type GatewayResponseType = keyof typeof TABLE;

/** Every type of gateway response that has a status of its own. */
export const GATEWAY_RESPONSE_TYPES = Object.keys(TABLE) as GatewayResponseType[];

/** The default message and status of a type; what AWS words otherwise in some cases can be given. */
export function restError(
  type: GatewayResponseType,
  changes: Partial<Omit<RestError, "responseType">> = {},
): RestError {
  const [statusCode, message, errorType] = TABLE[type];
  return { responseType: type, statusCode, message, errorType, ...changes };
}

/** The answer to a function that failed, or whose result is malformed. */
export const MALFORMED_RESULT = restError("INTEGRATION_FAILURE", {
  statusCode: 502,
  message: "Internal server error",
});

/** A gateway response as it is sent, without the headers that every answer has. */
export interface RenderedGatewayResponse {
  statusCode: number;
  headers: [name: string, value: string][];
  body: string;
}

const DEFAULT_TEMPLATE = `{"message":$context.error.messageString}`;
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html (troubleshooting) */
const DENIED_TEMPLATE = `{"Message":$context.error.messageString}`;
const SPACED_TEMPLATE = `{"message": $context.error.messageString}`;

/**
 * The answers to requests that were let in have a space after the colon, as their lengths in recorded answers show: "Invalid request body" with 35
 * bytes, "Internal server error" with 36, "Endpoint request timed out" with 41.
 * https://github.com/aws-samples/serverless-patterns/blob/main/apigw-s3-lambda-sls-py/README.md
 * https://github.com/localstack/localstack/blob/8b9a79f05846835cf4dff63ab7eefdde9df83783/tests/aws/services/apigateway/test_apigateway_integrations.snapshot.json
 */
const SPACED: ReadonlySet<GatewayResponseType> = new Set([
  "API_CONFIGURATION_ERROR",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "REQUEST_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
]);

/** Returns the template of an error for which the API has no gateway response. */
function awsTemplate({ responseType, isEarly }: RestError): string {
  if (responseType === "ACCESS_DENIED") {
    return DENIED_TEMPLATE;
  }
  return SPACED.has(responseType) && isEarly !== true ? SPACED_TEMPLATE : DEFAULT_TEMPLATE;
}

/**
 * The answer to a body of more than 10 MB, as clients get it: a text, and none of the API's gateway responses.
 * undocumented: all of it but the limit.
 * https://github.com/jeffheaton/t81_558_deep_learning/blob/1cedccbc96d090af9dff77796d90f562e23a8794/faq.md
 */
export const BODY_TOO_LARGE = restError("REQUEST_TOO_LARGE", {
  text: `HTTP content length exceeded ${REST_API_LIMITS.payload.value} bytes.`,
});

/**
 * Renders an error with the API's own gateway response for it, with its DEFAULT_4XX or DEFAULT_5XX, or with AWS's default.
 * Templates know simple variables alone: they are not processed by Velocity. "Customizing the default gateway response for
 * 413 REQUEST_TOO_LARGE isn't currently supported."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 *
 * @param variable Reads `context.error.message`, `method.request.header.x`, `stageVariables.x` and the like.
 */
export function renderGatewayResponse(
  error: RestError,
  responses: GatewayResponseModel[],
  accept: string | undefined,
  variable: (name: string) => string | undefined,
): RenderedGatewayResponse {
  if (error.text !== undefined) {
    return { statusCode: error.statusCode, headers: [["content-type", "text/plain"]], body: error.text };
  }
  const fallback = error.statusCode >= 500 ? "DEFAULT_5XX" : "DEFAULT_4XX";
  const own =
    error.responseType === "REQUEST_TOO_LARGE"
      ? undefined
      : (responses.find(({ responseType }) => responseType === error.responseType) ??
        responses.find(({ responseType }) => responseType === fallback));
  const [contentType, template] =
    own === undefined ? ["application/json", awsTemplate(error)] : selectTemplate(own.responseTemplates, accept);
  const headers = Object.entries(own?.responseParameters ?? {}).flatMap(([name, source]): [string, string][] => {
    const header = /^gatewayresponse\.header\.(.+)$/.exec(name)?.[1];
    const value = parameterValue(source, variable);
    return header === undefined || value === undefined ? [] : [[header.toLowerCase(), value]];
  });
  const typed = headers.some(([name]) => name === "content-type");
  return {
    statusCode: ownStatus(own) ?? error.statusCode,
    headers: [...(typed ? [] : [["content-type", contentType] as [string, string]]), ...headers],
    body: substitute(template, variable),
  };
}

/** AWS refuses a gateway response with another status. */
function ownStatus(own: GatewayResponseModel | undefined): number | undefined {
  return /^[2-5]\d\d$/.test(own?.statusCode ?? "") ? Number(own?.statusCode) : undefined;
}

function selectTemplate(templates: Record<string, string>, accept: string | undefined): [string, string] {
  const wanted = accept?.split(",")[0]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const entries = Object.entries(templates);
  return (
    entries.find(([type]) => type.toLowerCase() === wanted) ??
    entries.find(([type]) => type === "application/json") ??
    entries[0] ?? ["application/json", DEFAULT_TEMPLATE]
  );
}

function parameterValue(source: string, variable: (name: string) => string | undefined): string | undefined {
  return /^'([\s\S]*)'$/.exec(source)?.[1] ?? variable(source);
}

/** Quotes of `$context.error.messageString` are its own; what has no value is rendered as nothing. */
function substitute(template: string, variable: (name: string) => string | undefined): string {
  return template.replace(VARIABLE, (_, braced: string | undefined, plain: string | undefined) => {
    return variable(braced ?? plain ?? "") ?? "";
  });
}

const NAME = String.raw`((?:context|stageVariables|method\.request)\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)`;
const VARIABLE = new RegExp(String.raw`\$(?:\{${NAME}\}|${NAME})`, "g");
