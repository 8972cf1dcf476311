import type * as pulumi from "@pulumi/pulumi";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { type ParsedRouteKey, ROUTE_METHODS } from "../../aws/route-key";
import { type Expectation, isDeferred, type Problems, validateOutput } from "./problems";

/** The one that answers preflight requests and adds the CORS headers: API Gateway, or the backend. */
export const CorsOwner = { gateway: "gateway", integration: "integration" } as const;
export type CorsOwner = (typeof CorsOwner)[keyof typeof CorsOwner];

/**
 * The CORS configuration. If API Gateway answers cross-origin requests, it ignores the CORS headers of the backend.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 *
 * @example { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "POST"], maxAge: 3600 }
 */
export interface CorsArgs {
  /**
   * Specifies whether the gateway or the integration answers; for "integration", set no other member. @default "gateway"
   * @example "integration"
   */
  owner?: CorsOwner;
  /**
   * The allowed origins, such as `https://example.com`, without a path; `*`, `https://*` and `http://*` are wildcards. @default none
   * @example ["https://shop.example.com"]
   */
  allowOrigins?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The allowed methods; `*` for all. @default none
   * @example ["GET", "POST"]
   */
  allowMethods?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The allowed request headers; `*` for all but Authorization. @default none
   * @example ["authorization", "content-type"]
   */
  allowHeaders?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The response headers that scripts can read. @default none
   * @example ["etag"]
   */
  exposeHeaders?: pulumi.Input<pulumi.Input<string>[]>;
  /** Indicates whether browsers send cookies and other credentials; not allowed with a wildcard origin. @default false */
  allowCredentials?: pulumi.Input<boolean>;
  /**
   * The time for which browsers cache preflight responses, in seconds, -1 to 86,400; -1 disables caching.
   * @default the browser's own
   * @example 3600
   */
  maxAge?: pulumi.Input<number>;
}

const CORS_PAGE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html";
/** `IntegerWithLengthBetweenMinus1And86400`, in seconds: 24 hours. */
const LONGEST_MAX_AGE = 86_400;

type Configuration = NonNullable<apigatewayv2.ApiArgs["corsConfiguration"]>;

/** Returns the API's configuration, or undefined where the gateway does not answer. */
export function corsConfiguration(component: string, cors: CorsArgs | undefined): Configuration | undefined {
  if (cors === undefined || cors.owner === "integration") {
    return undefined;
  }
  const { allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  const rest = { allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge };
  return cors.allowOrigins === undefined
    ? rest
    : { ...rest, allowOrigins: validatedOrigins(component, cors.allowOrigins) };
}

/** Checks the known values. */
export function checkCors(problems: Problems, cors: CorsArgs | undefined): void {
  if (cors === undefined) {
    return;
  }
  problems.oneOf("owner", cors.owner, Object.values(CorsOwner));
  if (cors.owner === "integration") {
    const also = Object.keys(cors).filter((key) => key !== "owner");
    const fix = 'write cors: "integration" alone, or leave the owner out';
    problems.unless(also.length === 0, "", { received: also, expected: "one owner of CORS", fix });
    return;
  }
  for (const origin of plainList(cors.allowOrigins)) {
    problems.known<string>("allowOrigins", origin, checkOrigin);
  }
  checkMethods(problems, cors);
  const wildcard = plainList(cors.allowOrigins).includes("*");
  problems.unless(!(wildcard && cors.allowCredentials === true), "allowCredentials", {
    received: true,
    expected: 'no credentials with allowOrigins ["*"]: API Gateway and browsers refuse them',
    fix: "name the origins, or leave allowCredentials out",
  });
  problems.known<number>("maxAge", cors.maxAge, (received) =>
    Number.isInteger(received) && received >= -1 && received <= LONGEST_MAX_AGE
      ? undefined
      : {
          received,
          expected: `a whole number from -1 to ${LONGEST_MAX_AGE} seconds (${CORS_PAGE})`,
          fix: "write 86400",
        },
  );
}

/** Returns what the routes' methods and headers need and CORS does not allow: not wrong, but seldom meant. */
export function corsWarnings(cors: CorsArgs | undefined, methods: readonly string[], withToken: boolean): string[] {
  if (cors === undefined || cors.owner === "integration") {
    return [];
  }
  const warnings: string[] = [];
  const allowed = plainList(cors.allowMethods);
  const missing = [...new Set(methods)].filter(
    (method) => method !== "ANY" && method !== "OPTIONS" && !allowed.includes(method),
  );
  if (cors.allowMethods !== undefined && isKnown(cors.allowMethods) && !allowed.includes("*") && missing.length > 0) {
    warnings.push(`cors.allowMethods leaves out ${missing.join(", ")}, which routes have: browsers can't call these.`);
  }
  const headers = plainList(cors.allowHeaders).map((header) => header.toLowerCase());
  if (withToken && headers.includes("*") && !headers.includes("authorization")) {
    warnings.push(`cors.allowHeaders: "*" does not cover Authorization, which routes need; add "Authorization".`);
  }
  return warnings;
}

/**
 * Returns the routes of an HTTP API that keep browsers out: one of `ANY` or `$default` matches `OPTIONS` too, and its authorizer
 * rejects the preflight request, which carries no token.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html#http-api-cors-default-route
 */
export function preflightWarnings(
  cors: CorsArgs | undefined,
  routes: readonly { key: ParsedRouteKey; authorizationType: string }[],
): string[] {
  if (cors === undefined || cors.owner === "integration") {
    return [];
  }
  const open = routes.filter(({ key, authorizationType }) => key.method === "OPTIONS" && authorizationType === "NONE");
  const answered = ({ path }: ParsedRouteKey): boolean =>
    open.some(({ key }) => key.path === path || key.segments.at(-1)?.kind === "greedy");
  return routes
    .filter(({ key, authorizationType }) => key.method === "ANY" && authorizationType !== "NONE" && !answered(key))
    .map(({ key }) => {
      const options = `OPTIONS ${key.isDefault ? "/{proxy+}" : key.path}`;
      return `cors: "${key.key}" takes OPTIONS too, so its authorizer refuses browsers' preflight requests; add "${options}" with authorizer: none("a preflight carries no token").`;
    });
}

function validatedOrigins(
  component: string,
  origins: pulumi.Input<pulumi.Input<string>[]>,
): pulumi.Input<pulumi.Input<string>[]> {
  const argument = "cors.allowOrigins";
  return isDeferred(origins)
    ? validateOutput<pulumi.Input<string>[]>(component, argument, origins, (list) =>
        list.map(checkOrigin).find((expectation) => expectation !== undefined),
      )
    : origins.map((origin) => validateOutput<string>(component, argument, origin, checkOrigin));
}

/** Returns whether all items of a list are known already. */
function isKnown(list: pulumi.Input<pulumi.Input<string>[]>): boolean {
  return !isDeferred(list) && !list.some(isDeferred);
}

function plainList(list: pulumi.Input<pulumi.Input<string>[]> | undefined): string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

function checkOrigin(received: string): Expectation | undefined {
  if (["*", "https://*", "http://*"].includes(received)) {
    return undefined;
  }
  const expected = "an origin: a scheme and a host, maybe a port";
  const [bare] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+/.exec(received) ?? [];
  if (bare === undefined) {
    return { received, expected, fix: `write "https://${received.replace(/^\/+/, "")}"` };
  }
  return bare === received ? undefined : { received, expected, fix: `leave the path out: ${JSON.stringify(bare)}` };
}

function checkMethods(problems: Problems, cors: CorsArgs): void {
  const known: readonly string[] = ["*", ...ROUTE_METHODS.filter((method) => method !== "ANY")];
  for (const method of plainList(cors.allowMethods)) {
    problems.unless(known.includes(method), "allowMethods", {
      received: method,
      expected: known.join(", "),
      fix: method === "ANY" ? 'write "*"' : `write ${JSON.stringify(method.toUpperCase())}`,
    });
  }
}
