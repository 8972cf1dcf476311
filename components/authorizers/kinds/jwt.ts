import * as pulumi from "@pulumi/pulumi";
import { defined } from "../../../language/defined";
import { isDeferred, validateOutput } from "../../shared/problems";
import {
  AUTHORIZER_FIELDS,
  type AuthorizerFields,
  IDENTITY_SOURCE_FIELDS,
  type IdentitySourceFields,
  SCOPE_FIELDS,
  type ScopeFields,
} from "../fields";
import { DEFAULT_IDENTITY_SOURCES } from "../identity-sources";
import { checkIssuer } from "../issuer";
import type { AuthorizerInputs, AuthorizerKindDefinition, SecurityScheme } from "../kind";
import {
  checkAudience,
  checkHttpJwt,
  checkRestJwt,
  REST_JWT_FIELDS,
  type RestJwtFields,
  restJwtScheme,
} from "../rest-jwt";
import { joinedSources } from "../security-scheme";

/** Authorization by the JSON Web Tokens of one issuer. */
export interface JwtAuthorizer extends AuthorizerFields<"jwt">, ScopeFields, IdentitySourceFields, RestJwtFields {
  /**
   * The issuer, exactly as in the `iss` claim.
   * @example "https://auth.example.com/"
   */
  issuer: pulumi.Input<string>;
  /**
   * The logical name of the user pool's resource; `cognitoJwt` sets it. @default the issuer
   * @example "customers"
   */
  targetName?: string;
  /**
   * The audiences of which a token needs one as its `aud` claim, or, on an HTTP API and without `aud`, as its `client_id`.
   * @example ["shop"]
   */
  audience: pulumi.Input<pulumi.Input<string>[]>;
}

/** The options of authorization by JSON Web Tokens. */
export interface JwtOptions extends Omit<JwtAuthorizer, "kind" | "targetName" | "audience" | "identitySources"> {
  /**
   * The issuer, exactly as in the `iss` claim, including a trailing slash.
   *
   * @example
   * ```ts
   * jwt({ issuer: "https://auth.example.com/", audience: "shop" });
   * ```
   */
  issuer: pulumi.Input<string>;
  /**
   * The audiences of which a token needs one as its `aud` claim, or, on an HTTP API and without `aud`, as its `client_id`.
   * @example "shop"
   */
  audience: pulumi.Input<string | pulumi.Input<string>[]>;
  /**
   * The selection expression of the token in a request. @default "$request.header.Authorization"
   * @example "$request.querystring.token"
   */
  identitySource?: pulumi.Input<string>;
  /**
   * The scopes of which a token needs one, on routes that don't set their own.
   *
   * @default none
   * @example
   * ```ts
   * jwt({ issuer, audience, scopes: ["orders:read"] });
   * ```
   */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Allows requests with a JSON Web Token of one issuer, on HTTP and REST APIs.
 *
 * @example
 * ```ts
 * new HttpApi("shop", {
 *   defaultAuthorizer: jwt({ issuer: "https://auth.example.com", audience: ["shop"] }),
 *   routes: { "GET /orders": lambda(orders) },
 * });
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
export function jwt(options: JwtOptions): JwtAuthorizer {
  const { issuer, audience, identitySource, ...rest } = options;
  return defined<JwtAuthorizer>({
    ...rest,
    kind: "jwt",
    issuer,
    audience: audienceList(audience),
    identitySources: identitySource === undefined ? undefined : [identitySource],
  });
}

export const jwtAuthorizerKind: AuthorizerKindDefinition<JwtAuthorizer> = {
  fields: {
    ...AUTHORIZER_FIELDS,
    ...SCOPE_FIELDS,
    ...IDENTITY_SOURCE_FIELDS,
    targetName: { plain: true, named: true },
    issuer: { named: true, required: { expected: "the issuer of the tokens", fix: "use jwt({ issuer, audience })" } },
    audience: {},
    ...REST_JWT_FIELDS,
  },
  label: ({ issuer, targetName }) =>
    targetName ?? (typeof issuer === "string" ? issuer.replace(/^https:\/\//, "") : "jwt"),
  authorizationType: () => "JWT",
  check: (problems, spec, api) => {
    problems.known<string>("issuer", spec.issuer, checkIssuer);
    checkAudience(problems.at("audience"), spec.audience);
    if (api === "REST") {
      checkRestJwt(problems, spec);
    } else {
      checkHttpJwt(problems, spec);
    }
  },
  http: {
    resource: {
      inputs: (component, spec) => ({
        authorizerType: "JWT",
        identitySources: spec.identitySources ?? [...DEFAULT_IDENTITY_SOURCES],
        jwtConfiguration: {
          audiences: spec.audience,
          issuer: validateOutput<string>(component, "authorizer.issuer", spec.issuer, checkIssuer),
        },
      }),
      scheme: httpScheme,
    },
  },
  rest: { scheme: restJwtScheme },
  instead: "use a lambdaAuthorizer(fn) that checks the token",
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function httpScheme(inputs: AuthorizerInputs): SecurityScheme {
  const configuration = pulumi.output(inputs.jwtConfiguration);
  return {
    type: "oauth2",
    flows: {},
    "x-amazon-apigateway-authorizer": {
      type: "jwt",
      identitySource: joinedSources(inputs),
      jwtConfiguration: {
        issuer: configuration.apply((known) => known?.issuer),
        audience: configuration.apply((known) => known?.audiences),
      },
    },
  };
}

function audienceList(audience: JwtOptions["audience"]): pulumi.Input<pulumi.Input<string>[]> {
  if (Array.isArray(audience)) {
    return audience;
  }
  return isDeferred(audience) ? pulumi.output(audience).apply(listOf) : [audience];
}

function listOf(audience: string | string[]): string[] {
  return Array.isArray(audience) ? audience : [audience];
}
