import { allowedOrigin } from "../../gateway/behavior/http-api/cors";
import { Findings } from "../finding";
import { gatewayMessage, headerValues, type HttpAnswer } from "../probes/http";
import type { Target } from "../target";

/** The request that a browser would make. */
export interface CorsRequest {
  origin: string;
  method: string;
  /** Names of the headers beside those that CORS allows anyway. */
  headers: string[];
}

/** Judges a preflight, and the answer itself where the request could be sent, as a browser does. */
export function corsFindings(
  target: Target,
  wanted: CorsRequest,
  preflight: HttpAnswer,
  answer?: HttpAnswer,
): Findings {
  const findings = new Findings(`${wanted.method} ${target.url.href} from ${wanted.origin}`);
  const answers = preflight.status >= 200 && preflight.status < 300;
  const before = findings.list.length;
  if (!answers) {
    notAnswered(findings, target, preflight);
  } else {
    findings.ok("cors-preflight", String(preflight.status));
    if (origin(findings, "cors-origin", target, wanted, preflight)) {
      method(findings, wanted, preflight);
      headers(findings, wanted, preflight);
    }
  }
  const failed = findings.list.slice(before).some(({ status }) => status === "error");
  // one cause is reported once: what the preflight fails over, the answer mostly fails over too
  if (answer !== undefined && !failed && origin(findings, "cors-answer", target, wanted, answer)) {
    findings.ok("cors-owner", target.api?.cors ? "the gateway" : "the backend");
  }
  return findings;
}

function notAnswered(findings: Findings, { api }: Target, preflight: HttpAnswer): void {
  const seen = `OPTIONS was answered ${preflight.status} ${gatewayMessage(preflight) ?? ""}`.trim();
  if (api?.cors) {
    findings.error("cors-owner", {
      seen: `${seen}, although the API has a CORS configuration`,
      why: "A route takes OPTIONS before the gateway can answer it (OPTIONS, ANY or $default): the gateway's CORS configuration and that route both own the preflight.",
      fix: "Give the gateway the preflight: list the route's methods instead of ANY or $default and remove its OPTIONS route, or add an OPTIONS /{proxy+} route without authorization.",
    });
  } else if (preflight.status === 401 || preflight.status === 403) {
    findings.error("cors-preflight", {
      seen,
      why: "Browsers send a preflight without a token, a cookie or a key, so one that needs authorization never passes.",
      fix: "Set the API's CORS configuration and let the gateway answer, or take the authorizer and the API key off OPTIONS.",
    });
  } else {
    findings.error("cors-preflight", {
      seen,
      why: "A browser expects a 2xx answer to its preflight, and does not send the request without one.",
      fix: "Set the API's CORS configuration (HTTP API), or add an OPTIONS method that answers with the CORS headers (REST API).",
    });
  }
}

/** Returns whether the answer allows the origin, once, and not by a wildcard together with credentials. */
function origin(
  findings: Findings,
  check: "cors-origin" | "cors-answer",
  { api }: Target,
  { origin: wanted }: CorsRequest,
  answer: HttpAnswer,
): boolean {
  const lines = headerValues(answer, "access-control-allow-origin");
  const values = lines.flatMap((line) => line.split(",")).map((value) => value.trim());
  const seen =
    values.length === 0
      ? "no access-control-allow-origin"
      : `access-control-allow-origin: ${lines.join(" and again ")}`;
  const owner = api?.cors ? "gateway" : undefined;
  if (values.length > 1) {
    findings.error("cors-owner", {
      seen,
      why: "Two owners add CORS headers, the backend and something in front of it; a browser takes exactly one value.",
      fix: "Switch one off: take the CORS middleware (or the header) out of the backend and let API Gateway answer, or take it out of the gateway's integration and method responses or proxy.",
    });
    return false;
  }
  const value = values[0];
  const credentials = headerValues(answer, "access-control-allow-credentials").includes("true");
  if (value === "*" && credentials) {
    findings.error("cors-credentials", {
      seen: "access-control-allow-origin: * with access-control-allow-credentials: true",
      why: "A browser refuses the wildcard for a request with credentials.",
      fix: `Answer with the origin itself (${wanted}) and vary: origin, or drop access-control-allow-credentials.`,
    });
    return false;
  }
  if (value === "*" || value === wanted) {
    findings.ok(check, seen);
    return true;
  }
  const configured = api?.cors ?? undefined;
  const list = configured?.allowOrigins.join(", ");
  findings.error(check, {
    seen: list === undefined ? seen : `${seen}; the API allows ${list}`,
    why:
      check === "cors-answer"
        ? "The preflight allows the origin and the answer does not, so the browser hides the answer from the page: the preflight and the answer have different owners."
        : `The origin is compared whole, with scheme and port${value === undefined ? "" : `: it is ${wanted}, and ${value} is allowed`}.`,
    fix:
      check === "cors-answer"
        ? "Let the backend send access-control-allow-origin on every answer, or set the API's CORS configuration and let the gateway add it to all of them."
        : owner === "gateway" && configured !== undefined && allowedOrigin(configured, wanted) !== undefined
          ? "Deploy the stage: the API's configuration allows this origin, and what is live does not."
          : `Add ${wanted} to the allowed origins of ${owner === "gateway" ? "the API's CORS configuration" : "whoever answers CORS"}.`,
  });
  return false;
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
const SIMPLE_METHODS = ["GET", "HEAD", "POST"];

function method(findings: Findings, { method: wanted }: CorsRequest, preflight: HttpAnswer): void {
  const allowed = listed(preflight, "access-control-allow-methods");
  const seen = `access-control-allow-methods: ${allowed.join(", ") || "none"}`;
  if (
    SIMPLE_METHODS.includes(wanted) ||
    allowed.includes(wanted) ||
    (allowed.includes("*") && !withCredentials(preflight))
  ) {
    findings.ok("cors-method", seen);
  } else {
    findings.error("cors-method", {
      seen,
      why: `A browser does not send ${wanted}: the preflight does not allow it (names are compared with their case).`,
      fix: `Add ${wanted} to the allowed methods.`,
    });
  }
}

/** `*` stands for every header but Authorization, and for none with credentials. https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
function headers(findings: Findings, { headers: wanted }: CorsRequest, preflight: HttpAnswer): void {
  const allowed = listed(preflight, "access-control-allow-headers").map((name) => name.toLowerCase());
  const star = allowed.includes("*") && !withCredentials(preflight);
  const missing = wanted.filter(
    (name) => !allowed.includes(name.toLowerCase()) && !(star && name.toLowerCase() !== "authorization"),
  );
  const seen = `access-control-allow-headers: ${allowed.join(", ") || "none"}`;
  if (missing.length === 0) {
    findings.ok("cors-headers", seen);
    return;
  }
  const starred = star ? " The wildcard does not cover Authorization." : "";
  findings.error("cors-headers", {
    seen,
    why: `A browser does not send the request: ${missing.join(", ")} is not allowed.${starred}`,
    fix: `Add ${missing.join(", ")} to the allowed headers by name.`,
  });
}

function listed(answer: HttpAnswer, name: string): string[] {
  return headerValues(answer, name).flatMap((line) =>
    line
      .split(",")
      .map((value) => value.trim())
      .filter((value) => value !== ""),
  );
}

function withCredentials(answer: HttpAnswer): boolean {
  return headerValues(answer, "access-control-allow-credentials").includes("true");
}
