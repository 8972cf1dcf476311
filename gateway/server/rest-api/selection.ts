import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { unsignedError } from "../../behavior/rest-api/incomplete-signature";
import type { RestMethodModel } from "../../model/rest-api/definition-model";
import type { RestDeploymentModel, RestStageModel } from "../../model/rest-api/stage-model";
import { REST_API_LIMITS } from "../../../aws/quotas";
import { withOneSlash } from "../../behavior/rest-api/context-variables";
import { firstPart } from "../../behavior/shared/request";
import type { Address } from "../address";
import type { IncomingRequest } from "../transport/incoming-request";
import type { ServedRestApi } from "./served-api";
import type { RestStageState } from "./stage-state";

/** The stage, the deployment and the method of a request, as far as they were found. */
export interface RestSelection {
  stage?: RestStageModel;
  state?: RestStageState | undefined;
  deployment?: RestDeploymentModel;
  method?: RestMethodModel | undefined;
  /** Percent-encoded, without the stage. */
  resourcePath: string;
  pathParameters: Record<string, string>;
  stageVariables?: Record<string, string> | undefined;
  isCanary?: boolean | undefined;
  /** Set where the request goes no further. */
  error?: RestError | undefined;
  /** The reason why it goes no further, for the log. */
  why?: string;
}

/**
 * "Total combined size of all header values: 10,240 bytes", whatever the API's own gateway responses are.
 * undocumented: the status, which users have seen, and the message: AWS states the quota alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 * https://backbencher.dev/solved-431-status-code-with-request-header-fields-too-large
 */
const HEADERS_TOO_LARGE = restError("REQUEST_TOO_LARGE", {
  statusCode: 431,
  message: "Request Header Fields Too Large",
  isEarly: true,
});

/**
 * "Length, in characters, of the URL": 10,240 for a regional API, 8,192 for an edge-optimized one. Only its path and query count here, since the
 * host is another one on AWS.
 * undocumented: the status and the message.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const URL_TOO_LONG = restError("REQUEST_TOO_LARGE", {
  statusCode: 414,
  message: "Request-URI Too Long",
  isEarly: true,
});

/**
 * "Plain text pipe characters (|) and curly brace characters ({}) are not supported for any request URL query string and must
 * be URL-encoded." A percent sign that encodes nothing has to be, too.
 * undocumented: the percent sign and its status, which a user has seen, the status of the others, and the message.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 * https://github.com/adamchainz/apig-wsgi/pull/102
 */
const UNENCODED_QUERY = restError("BAD_REQUEST_PARAMETERS", { message: "Bad Request", isEarly: true });

/** Selects stage, deployment and method. */
export function selectMethod(
  { api, byExecuteApiHost, domain }: Address<ServedRestApi>,
  request: IncomingRequest,
): RestSelection {
  const { model } = api;
  const ends = (error: RestError, why: string): RestSelection => ({
    resourcePath: "/",
    pathParameters: {},
    error,
    why,
  });
  const { value: headerLimit } = REST_API_LIMITS.headers;
  if (request.received.valuesSize > headerLimit) {
    const why = `431, the header values have over ${headerLimit} bytes together: send fewer or smaller ones`;
    return ends(HEADERS_TOO_LARGE, why);
  }
  const { value: urlLimit } = model.endpointType === "EDGE" ? REST_API_LIMITS.edgeUrl : REST_API_LIMITS.regionalUrl;
  if (request.path.length + request.rawQueryString.length > urlLimit) {
    return ends(URL_TOO_LONG, `414, the URL has over ${urlLimit} characters: send what is long in the body`);
  }
  if (domain === undefined && model.disableExecuteApiEndpoint && (byExecuteApiHost || !api.hasCustomDomain)) {
    return ends(restError("WAF_FILTERED"), `403, the execute-api endpoint of ${model.name} is disabled`);
  }
  if (request.rawQueryString !== "" && /[|{}]|%(?![\da-f]{2})/i.test(request.rawQueryString)) {
    return ends(UNENCODED_QUERY, "400, the query string has |, {, } or a bare %: URL-encode them");
  }
  const path = withOneSlash(request.path);
  const name = domain?.stage ?? firstPart(path);
  const stage = model.stages.find((candidate) => candidate.name === name);
  const canary = stage?.canary;
  const toCanary = canary?.deployment !== undefined && Math.random() * 100 < canary.percentTraffic;
  const deployment = toCanary ? canary.deployment : stage?.deployment;
  if (stage === undefined || deployment === undefined) {
    const names = model.stages.map((candidate) => `/${candidate.name}`).join(", ");
    const why = `403, ${model.name} has no deployed stage /${name}; it has ${names || "none"}`;
    return ends(restError("WAF_FILTERED"), why);
  }
  // slashes before and after the stage count as one
  const resourcePath = domain?.stage === undefined ? withOneSlash(path.slice(name.length + 1)) : path;
  const match = api.tables.get(deployment)?.select(request.method, resourcePath);
  return {
    stage,
    state: api.states.get(stage),
    deployment,
    method: match?.method,
    resourcePath,
    pathParameters: match?.pathParameters ?? {},
    stageVariables: toCanary ? { ...stage.variables, ...canary.stageVariableOverrides } : stage.variables,
    isCanary: canary === undefined ? undefined : toCanary,
    ...(match === undefined ? unselected(request) : undefined),
  };
}

/** The answer where no method takes the request: API Gateway takes it for a signed one. */
function unselected({ headers, method }: IncomingRequest): Pick<RestSelection, "error" | "why"> {
  const error = unsignedError(headers) ?? restError("MISSING_AUTHENTICATION_TOKEN");
  return error.responseType === "MISSING_AUTHENTICATION_TOKEN"
    ? { error }
    : {
        error,
        why: `403, no resource has the path with ${method} or ANY: AWS answers about the Authorization header then`,
      };
}
