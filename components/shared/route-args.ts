import type * as pulumi from "@pulumi/pulumi";
import type { AuthorizerSpec } from "../authorizers/authorizer-spec";
import type { IntegrationSpec } from "../integrations/integration-spec";
import type { ThrottleArgs } from "./throttle";

/** The settings of a route beside its integration and authorizer. */
export interface RouteSettings {
  /**
   * The scopes of which a token needs one; supported with a JWT or Cognito authorizer only. @default the authorizer's
   * @example ["orders/write"]
   */
  scopes?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The throttling limits of the route. @default the stage's throttle
   * @example { rateLimit: 10, burstLimit: 20 }
   */
  throttle?: ThrottleArgs;
  /** Indicates whether CloudWatch has metrics of this route alone. @default the stage's */
  detailedMetrics?: pulumi.Input<boolean>;
  /**
   * The operation's name, 1 to 64 characters, as in an OpenAPI document's operationId. @default none
   * @example "addOrder"
   */
  operationName?: pulumi.Input<string>;
}

/**
 * One route: its integration and its authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * @example { integration: lambda(addOrder), authorizer: jwt({ issuer, audience }), scopes: ["orders/write"] }
 */
export interface RouteArgs extends RouteSettings {
  /**
   * The integration that the route's requests go to, such as `lambda(fn)`.
   * @example lambda(addOrder)
   */
  integration: IntegrationSpec;
  /**
   * The authorizer of the route. @default the API's `defaultAuthorizer`
   * @example none("a public page")
   */
  authorizer?: AuthorizerSpec;
}

/** The place where a route's authorizer was configured: on the route, or for the whole API. */
export const AuthorizerSource = { route: "route", api: "api" } as const;
export type AuthorizerSource = (typeof AuthorizerSource)[keyof typeof AuthorizerSource];
