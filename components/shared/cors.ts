import type * as pulumi from "@pulumi/pulumi";
import type * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { type ParsedRouteKey, ROUTE_METHODS } from "../../aws/route-key";
import { validateOutput, isDeferred, type Problem } from "./problems";

/** Who answers preflight requests and adds the CORS headers: API Gateway, or the backend. */
export const CorsOwner = { gateway: "gateway", integration: "integration" } as const;
export type CorsOwner = (typeof CorsOwner)[keyof typeof CorsOwner];

/**
 * Cross-origin requests of browsers. Where the gateway owns them, the backend's own CORS headers are ignored.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export interface CorsArgs {
  /** Who answers: the gateway, or the integration (nothing else may be set then). @default "gateway" */
  owner?: CorsOwner;
  /** Origins such as `https://example.com`, without a path; `*`, `https://*` and `http://*` stand for many. @default none */
  allowOrigins?: pulumi.Input<pulumi.Input<string>[]>;
  /** Methods that other origins may use; `*` for all. @default none */
  allowMethods?: pulumi.Input<pulumi.Input<string>[]>;
  /** Request headers that other origins may send; `*` for all but Authorization. @default none */
  allowHeaders?: pulumi.Input<pulumi.Input<string>[]>;
  /** Response headers that scripts may read. @default none */
  exposeHeaders?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether cookies and other credentials are sent; not with a wildcard origin. @default false */
  allowCredentials?: pulumi.Input<boolean>;
  /** How long a browser keeps the answer to a preflight, in seconds. @default the browser's own */
  maxAge?: pulumi.Input<number>;
}

type Configuration = NonNullable<apigatewayv2.ApiArgs["corsConfiguration"]>;

/** What the API is told, or undefined where the gateway does not answer. */
export function corsConfiguration(component: string, cors: CorsArgs | undefined): Configuration | undefined {
  if (cors === undefined || cors.owner === "integration") {
    return undefined;
  }
  const { allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  const rest = { allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge };
  return cors.allowOrigins === undefined
    ? rest
    : { ...rest, allowOrigins: checkedOrigins(component, cors.allowOrigins) };
}

/** What is wrong with the plain values. */
export function corsProblems(cors: CorsArgs | undefined): Problem[] {
  if (cors === undefined) {
    return [];
  }
  if (cors.owner === "integration") {
    const also = Object.keys(cors).filter((key) => key !== "owner");
    const fix = 'write cors: "integration" alone, or leave the owner out';
    return also.length > 0 ? [{ argument: "cors", received: also, expected: "one owner of CORS", fix }] : [];
  }
  return [
    ...plainList(cors.allowOrigins).flatMap(originProblems),
    ...methodProblems(cors),
    ...credentialProblems(cors),
  ];
}

/** What the routes' methods and headers want and CORS does not allow: not wrong, but seldom meant. */
export function corsWarnings(cors: CorsArgs | undefined, methods: readonly string[], withToken: boolean): string[] {
  if (cors === undefined || cors.owner === "integration") {
    return [];
  }
  const warnings: string[] = [];
  const allowed = plainList(cors.allowMethods);
  const missing = [...new Set(methods)].filter(
    (method) => method !== "ANY" && method !== "OPTIONS" && !allowed.includes(method),
  );
  if (
    cors.allowMethods !== undefined &&
    !isDeferred(cors.allowMethods) &&
    !allowed.includes("*") &&
    missing.length > 0
  ) {
    warnings.push(`cors.allowMethods leaves out ${missing.join(", ")}, which routes have: browsers can't call these.`);
  }
  const headers = plainList(cors.allowHeaders).map((header) => header.toLowerCase());
  if (withToken && headers.includes("*") && !headers.includes("authorization")) {
    warnings.push(`cors.allowHeaders: "*" does not cover Authorization, which routes want; add "Authorization".`);
  }
  return warnings;
}

/**
 * Routes of an HTTP API that keep browsers out: one of `ANY` or `$default` takes `OPTIONS` too, and its authorizer refuses the
 * preflight request, which carries no token.
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

function checkedOrigins(
  component: string,
  origins: pulumi.Input<pulumi.Input<string>[]>,
): pulumi.Input<pulumi.Input<string>[]> {
  const check = (origin: string): Problem | undefined => originProblems(origin)[0];
  return isDeferred(origins)
    ? validateOutput<pulumi.Input<string>[]>(component, origins, (list) =>
        list.map(check).find((it) => it !== undefined),
      )
    : origins.map((origin) => validateOutput<string>(component, origin, check));
}

function plainList(list: pulumi.Input<pulumi.Input<string>[]> | undefined): string[] {
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

function originProblems(origin: string): Problem[] {
  if (["*", "https://*", "http://*"].includes(origin)) {
    return [];
  }
  const problem = {
    argument: "cors.allowOrigins",
    received: origin,
    expected: "an origin: a scheme and a host, maybe a port",
  };
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+/.test(origin)) {
    return [{ ...problem, fix: `write "https://${origin.replace(/^\/+/, "")}"` }];
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+$/.test(origin)) {
    const bare = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+/.exec(origin)?.[0];
    return [{ ...problem, fix: `leave the path out: ${JSON.stringify(bare)}` }];
  }
  return [];
}

function methodProblems(cors: CorsArgs): Problem[] {
  const known: readonly string[] = ["*", ...ROUTE_METHODS.filter((method) => method !== "ANY")];
  const unknown = plainList(cors.allowMethods).filter((method) => !known.includes(method));
  return unknown.map((method) => ({
    argument: "cors.allowMethods",
    received: method,
    expected: known.join(", "),
    fix: method === "ANY" ? 'write "*"' : `write ${JSON.stringify(method.toUpperCase())}`,
  }));
}

function credentialProblems(cors: CorsArgs): Problem[] {
  const wildcard = plainList(cors.allowOrigins).includes("*");
  return wildcard && cors.allowCredentials === true
    ? [
        {
          argument: "cors.allowCredentials",
          received: true,
          expected: 'no credentials with allowOrigins ["*"]: API Gateway and browsers refuse them',
          fix: "name the origins, or leave allowCredentials out",
        },
      ]
    : [];
}
