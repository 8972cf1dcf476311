/** The reason for an error of API Gateway's own, and what to do about it. */
export interface Explanation {
  why: string;
  fix: string;
  /** The AWS page. */
  source: string;
}

const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const TYPES = `${GUIDE}/supported-gateway-response-types.html`;

/** By the type of the gateway response. What is particular to one request is in its notes. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ACCESS_DENIED: {
    why: "The caller is known and may not call this route: an authorizer, a scope or the resource policy refuses.",
    fix: "Send a token with one of the route's scopes, or look at what the authorizer returned below.",
    source: TYPES,
  },
  API_CONFIGURATION_ERROR: {
    why: "API Gateway could not use the method as it is configured.",
    fix: "The note names the setting. Common: a function without permission to be invoked, or no integration response that fits.",
    source: TYPES,
  },
  AUTHORIZER_CONFIGURATION_ERROR: {
    why: "The authorizer could not be called, or returned what is no policy.",
    fix: "Look at what the authorizer's function returned below: it must be a policy with principalId and policyDocument.",
    source: `${GUIDE}/api-gateway-lambda-authorizer-output.html`,
  },
  AUTHORIZER_FAILURE: {
    why: "The authorizer's function failed.",
    fix: "Look at its error below, and handle every token that a client can send.",
    source: TYPES,
  },
  BAD_REQUEST_BODY: {
    why: "The body does not fit the method's model, or the integration's template could not read it as JSON.",
    fix: "Send a body that fits the model, with the Content-Type that the model is for.",
    source: `${GUIDE}/api-gateway-method-request-validation.html`,
  },
  BAD_REQUEST_PARAMETERS: {
    why: "A parameter that the method requires is missing.",
    fix: "Send the parameter that the answer names.",
    source: `${GUIDE}/api-gateway-method-request-validation.html`,
  },
  INTEGRATION_FAILURE: {
    why: "The function or backend failed, or answered what API Gateway can't make a response of.",
    fix: "Look at what the function returned below. A proxy integration expects { statusCode, headers, body } with a string as body.",
    source: `${GUIDE}/http-api-troubleshooting-lambda.html`,
  },
  INTEGRATION_TIMEOUT: {
    why: "The function or backend did not answer within the integration's timeout, or can't be reached.",
    fix: "Answer sooner, give the integration a longer timeout, or start the backend.",
    source: `${GUIDE}/limits.html`,
  },
  INVALID_API_KEY: {
    why: "The method requires an API key, and the request has none that a usage plan of the stage knows.",
    fix: "Send x-api-key with one of the keys under Access.",
    source: `${GUIDE}/api-gateway-api-usage-plans.html`,
  },
  INVALID_SIGNATURE: {
    why: "The route has IAM authorization, which can't be checked on this machine.",
    fix: "Serve with --iam trust to let every request through as a local caller.",
    source: `${GUIDE}/permissions.html`,
  },
  MISSING_AUTHENTICATION_TOKEN: {
    why: "No method takes the path, or the method has IAM authorization and the request has no signature.",
    fix: "Compare method, path and stage with Routes. For IAM, serve with --iam trust.",
    source: "https://repost.aws/knowledge-center/api-gateway-authentication-token-errors",
  },
  QUOTA_EXCEEDED: {
    why: "The usage plan's quota of this key is used up.",
    fix: "Wait for the next period, raise the quota, or start over with gatewright usage --reset.",
    source: `${GUIDE}/api-gateway-api-usage-plans.html`,
  },
  REQUEST_HEADERS_TOO_LARGE: {
    why: "The request line and the header values have more than 10,240 bytes together.",
    fix: "Send smaller headers: large cookies and tokens are the usual reason.",
    source: `${GUIDE}/http-api-quotas.html`,
  },
  REQUEST_TOO_LARGE: {
    why: "The body has more than 10 MB, or the function's event more than Lambda's 6 MB.",
    fix: "Have clients upload to S3 with a presigned URL.",
    source: `${GUIDE}/limits.html`,
  },
  RESOURCE_NOT_FOUND: {
    why: "No stage or no route takes the request.",
    fix: "Compare method, path and stage with Routes: a named stage stands first in the path.",
    source: `${GUIDE}/http-api-develop-routes.html`,
  },
  THROTTLED: {
    why: "The token bucket of the route, the stage or the usage plan is empty.",
    fix: "Limits shows what is left. Raise rateLimit or burstLimit, or have the client retry later.",
    source: `${GUIDE}/http-api-throttling.html`,
  },
  UNAUTHORIZED: {
    why: "A token or another identity source is missing or not valid.",
    fix: "Copy a token that this gateway accepts under Access.",
    source: `${GUIDE}/http-api-troubleshooting-jwt.html`,
  },
  UNSUPPORTED_MEDIA_TYPE: {
    why: "The integration has no template for the request's Content-Type, and lets nothing else through.",
    fix: "Send a Content-Type that the integration has a template for.",
    source: `${GUIDE}/integration-passthrough-behaviors.html`,
  },
};

/** Returns why API Gateway answered an error of its own, and what to do. @param type Such as `THROTTLED`. */
export function explanationOf(type: string | undefined): Explanation | undefined {
  return type === undefined || !Object.hasOwn(EXPLANATIONS, type) ? undefined : EXPLANATIONS[type];
}
