import { Findings } from "../finding";
import { gatewayMessage, headerValues, type HttpAnswer } from "../probes/http";
import type { RouteFacts, Target } from "../target";
import { executeApiHost } from "./dns";
import { explainFailure, type LogEvidence } from "./failure";

/** The way the request was made. */
export interface Asked {
  method: string;
  /** Indicates whether a token was sent, and if so, whether the token's own checks found it wanting. */
  token: "none" | "good" | "bad";
  apiKey: boolean;
}

/** Explains an answer that API Gateway gave in its own name. */
export function answerFindings(
  target: Target,
  asked: Asked,
  answer: HttpAnswer,
  route: RouteFacts | undefined,
  evidence: LogEvidence | undefined,
): Findings {
  const findings = new Findings(`${asked.method} ${target.url.href}`);
  const message = gatewayMessage(answer);
  const seen = `${answer.status}${message === undefined ? "" : ` ${JSON.stringify({ message })}`}`;
  if (answer.status >= 500) {
    const failure = explainFailure(answer, target.api, route, evidence);
    if (failure !== undefined) {
      findings.error(failure.check, failure.advice);
    } else if (answer.status === 500 && /^\s*\{\s*"message"\s*:\s*null\s*\}\s*$/.test(answer.body)) {
      authorizerFailed(findings, seen);
    } else {
      backendFailed(findings, seen);
    }
  } else if (answer.status === 429) {
    tooMany(findings, seen, message);
  } else if (answer.status === 401) {
    unauthorized(findings, asked, answer, seen);
  } else if (answer.status === 403) {
    forbidden(findings, target, asked, answer, seen, message);
  } else if (answer.status === 404 && message === "Not Found") {
    findings.error("route-found", {
      seen,
      why: "No stage, mapping or route takes the request; a trailing slash counts, and nothing deployed counts as no stage.",
      fix: `Check the base path mapping and the stage's name in ${target.url.pathname}, that a route takes ${asked.method} on it, and that the stage is deployed.`,
    });
  } else {
    findings.ok("endpoint-answers", seen);
  }
  return findings;
}

function authorizerFailed(findings: Findings, seen: string): void {
  findings.error("request-authorized", {
    seen,
    why: "The API's Lambda authorizer failed, or API Gateway may not invoke it.",
    fix: "Read the authorizer function's log; let it return a policy, and permit lambda:InvokeFunction for the API's authorizers.",
  });
}

function backendFailed(findings: Findings, seen: string): void {
  findings.error("integration-error", {
    seen: `${seen}, not in API Gateway's words`,
    why: "The backend itself answered so; API Gateway passed it on.",
    fix: "Read the backend's own log.",
  });
}

function tooMany(findings: Findings, seen: string, message: string | undefined): void {
  if (message === "Limit Exceeded") {
    findings.error("quota", {
      seen,
      why: "The API key's usage plan has no requests left for its day, week or month.",
      fix: "Raise the plan's quota, move the key to a larger plan, or wait for the next period.",
    });
  } else {
    findings.error("throttled", {
      seen,
      why: "A token bucket is empty: the route's, the stage's, the usage plan's or the account's in this region; a rate or burst of 0 refuses everything.",
      fix: "Raise throttlingRateLimit and throttlingBurstLimit of the stage or route (both are needed), and let clients retry with backoff.",
    });
  }
}

function unauthorized(findings: Findings, asked: Asked, answer: HttpAnswer, seen: string): void {
  const header = headerValues(answer, "www-authenticate")[0] ?? "";
  const reason = /error_description="([^"]*)"/.exec(header)?.[1];
  if (asked.token === "none") {
    findings.ok("request-authorized", `${seen}: it refuses a request without a token`);
    findings.ok("endpoint-answers", seen);
  } else if (asked.token === "good") {
    findings.error("request-authorized", {
      seen: `${seen}${reason === undefined ? "" : `: ${reason}`}`,
      why: "The token stands every check that can be made here, and the API refuses it: what is deployed differs from what was compared, or a Lambda authorizer decides.",
      fix: "Deploy the stage; compare the live authorizer (issuer, audience, identity source) with the program's, or give AWS credentials.",
    });
  } // a bad token's own findings say why
}

function forbidden(
  findings: Findings,
  { url, api, domain }: Target,
  asked: Asked,
  answer: HttpAnswer,
  seen: string,
  message: string | undefined,
): void {
  const type = headerValues(answer, "x-amzn-errortype")[0] ?? "";
  const isDefaultEndpoint = executeApiHost(url.hostname)?.kind === "api" || domain === undefined;
  if (message === "Missing Authentication Token" || type.startsWith("IncompleteSignatureException")) {
    findings.error("route-found", {
      seen,
      why: "A REST API answers so where no method takes the request, or one with IAM authorization: it is about the path and the method, not about a token.",
      fix: `Check the stage's name in ${url.pathname}, the resource and its ${asked.method} method, and that the last change was deployed.`,
    });
  } else if (message === "Forbidden" && api?.disableExecuteApiEndpoint === true && isDefaultEndpoint) {
    findings.error("endpoint-enabled", {
      seen,
      why: "The API's execute-api endpoint is disabled: only the custom domain serves it.",
      fix: "Call the API by its custom domain, or set disableExecuteApiEndpoint to false.",
    });
  } else if (message === "Forbidden" && type.startsWith("ForbiddenException") && !asked.apiKey) {
    findings.error("api-key", {
      seen,
      why: "The method requires an API key, the web ACL blocks the request, or the custom domain maps no API at this path.",
      fix: "Send x-api-key with a key whose usage plan holds this stage; check the domain's mappings and the web ACL.",
    });
  } else if (asked.token === "none" && (api === undefined || message === "Forbidden")) {
    findings.error("request-authorized", {
      seen,
      why: "A Lambda authorizer or IAM refused the request, a web ACL blocked it, or the execute-api endpoint is disabled.",
      fix: "Give the doctor a token, call the API by its custom domain, or read $context.authorizer.error in the access log.",
    });
  } else if (asked.token === "good") {
    findings.error("request-authorized", {
      seen,
      why: "The token is valid, and still refused: a scope that only the deployed route requires, or a Lambda authorizer's decision.",
      fix: "Compare the live route's scopes with the token's, or read $context.authorizer.error in the access log.",
    });
  }
}
