import { mock, type MockIntegration } from "../integrations/kinds/mock";
import { isDeferred, type Problems } from "../shared/problems";
import type { CorsArgs } from "../shared/cors";
import { defined } from "../../language/defined";

/** The headers of CORS as they stand in a body. */
const ORIGIN = "Access-Control-Allow-Origin";

/**
 * Checks that CORS is known when the body is written: a preflight of a REST API is a MOCK method in it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function checkPreflight(problems: Problems, cors: CorsArgs | undefined): void {
  if (cors === undefined || cors.owner === "integration") {
    return;
  }
  const fields = [
    "allowOrigins",
    "allowMethods",
    "allowHeaders",
    "exposeHeaders",
    "maxAge",
    "allowCredentials",
  ] as const;
  const deferred = fields.filter((field) => {
    const value = cors[field];
    return isDeferred(value) || (Array.isArray(value) && value.some(isDeferred));
  });
  for (const field of deferred) {
    problems.add(field, {
      expected: "plain values on a REST API, whose preflight answers are written into its body",
      fix: 'take them from the stage\'s config, or answer preflights yourself with cors: "integration"',
    });
  }
  const origins = texts(cors.allowOrigins);
  for (const received of origins) {
    problems.unless(!/^https?:\/\/\*$/.test(received), "allowOrigins", {
      received,
      expected: 'origins by name, or "*", on a REST API',
      fix: "name the origins",
    });
  }
  problems.unless(origins.length > 0 || deferred.includes("allowOrigins"), "allowOrigins", {
    expected: "at least one origin on a REST API",
    fix: "name the origins",
  });
}

/** The method that answers preflights of a path with these methods. */
export function preflight(cors: CorsArgs, methods: readonly string[]): MockIntegration {
  const origins = texts(cors.allowOrigins);
  const one = origins.length === 1 ? origins[0] : undefined;
  const allowed = texts(cors.allowMethods);
  const headers: Record<string, string> = {
    ...(one === undefined ? { Vary: "'Origin'" } : { [ORIGIN]: `'${one}'` }),
    "Access-Control-Allow-Methods": `'${(allowed.length === 0 ? everyMethod(methods) : allowed).join(",")}'`,
    ...defined({
      "Access-Control-Allow-Headers":
        texts(cors.allowHeaders).length === 0 ? undefined : `'${texts(cors.allowHeaders).join(",")}'`,
      "Access-Control-Max-Age": cors.maxAge === undefined || isDeferred(cors.maxAge) ? undefined : `'${cors.maxAge}'`,
      "Access-Control-Allow-Credentials": cors.allowCredentials === true ? "'true'" : undefined,
    }),
  };
  return mock({
    requestTemplates: { "application/json": '{"statusCode": 204}' },
    responses: [
      defined({
        statusCode: "204",
        headers: one === undefined ? { ...headers, [ORIGIN]: "''" } : headers,
        templates: one === undefined ? { "application/json": originTemplate(origins) } : undefined,
      }),
    ],
  });
}

/**
 * The headers of the answers that API Gateway gives itself. They can't be chosen by origin, so with several origins any
 * may read an error that holds nothing but its message; credentials are left out then.
 */
export function gatewayResponseCors(cors: CorsArgs | undefined): Record<string, string> {
  if (cors === undefined || cors.owner === "integration") {
    return {};
  }
  const origins = texts(cors.allowOrigins);
  const one = origins.length === 1 ? origins[0] : undefined;
  return defined({
    [ORIGIN]: one === undefined ? "method.request.header.Origin" : `'${one}'`,
    "Access-Control-Allow-Headers":
      texts(cors.allowHeaders).length === 0 ? undefined : `'${texts(cors.allowHeaders).join(",")}'`,
    ...answerHeaders(cors, one !== undefined),
  });
}

/** The headers of answers that go through mapping templates; none where the origin depends on the request. */
export function mappedCors(cors: CorsArgs | undefined): Record<string, string> {
  const origins = texts(cors?.allowOrigins);
  return cors === undefined || cors.owner === "integration" || origins.length !== 1
    ? {}
    : { [ORIGIN]: `'${origins[0]}'`, ...answerHeaders(cors, true) };
}

/**
 * The headers that a browser reads in the answer itself, and not in that of a preflight.
 * https://fetch.spec.whatwg.org/#http-responses
 */
function answerHeaders(cors: CorsArgs, isOneOrigin: boolean): Record<string, string> {
  const exposed = texts(cors.exposeHeaders);
  return defined({
    "Access-Control-Allow-Credentials": isOneOrigin && cors.allowCredentials === true ? "'true'" : undefined,
    "Access-Control-Expose-Headers": exposed.length === 0 ? undefined : `'${exposed.join(",")}'`,
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html */
function originTemplate(origins: string[]): string {
  const tests = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${tests})`,
    `#set($context.responseOverride.header.${ORIGIN} = $origin)`,
    "#end",
  ].join("\n");
}

function everyMethod(methods: readonly string[]): string[] {
  const all = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];
  return ["OPTIONS", ...(methods.includes("ANY") ? all : [...new Set(methods)].sort())];
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}
