import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { NAMES } from "../../aws/names";
import { fittingName } from "../shared/resource-names";
import { checkArgumentNames } from "../shared/arguments";
import { acceptedByAws } from "../shared/accepted-by-aws";
import { checkApiOfV2 } from "../shared/api-metadata";
import { type ApiRef, apiTarget } from "../shared/api-ref";
import { invokePermission } from "../integrations/invoke-permission";
import { Problems, throwIfInvalid } from "../shared/problems";
import type { AuthorizerSpec } from "./authorizer-spec";
import { authorizerKind, authorizerProblems, isAuthorizer } from "./authorizer-kinds";
import { renamed } from "../shared/renamed";

/**
 * The arguments of an Authorizer.
 *
 * @example { api, authorizer: jwt({ issuer, audience }) }
 */
export interface AuthorizerArgs {
  /**
   * The API of the authorizer: a component, or a reference to an existing API.
   * @example { id: "a1b2c3d4e5" }
   */
  api: ApiRef;
  /**
   * The authorizer, created by a factory such as `jwt({...})`; `iam()` and `none()` have no resource.
   * @example jwt({ issuer, audience })
   */
  authorizer: AuthorizerSpec;
  /** Indicates whether to permit the API to invoke the function. @default true */
  permission?: boolean;
}

/**
 * An authorizer and its permission, for an existing API. Any number of the API's routes can share it.
 * An HttpApi creates its own.
 *
 * @example
 * ```ts
 * const authorizer = new Authorizer("orders", { api, authorizer: jwt({ issuer, audience }) });
 * export const authorizerId = authorizer.authorizerId;
 * ```
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export class Authorizer extends pulumi.ComponentResource {
  /** The authorizer's id. */
  readonly authorizerId: pulumi.Output<string>;
  /** The authorization type of a route with it: `JWT` or `CUSTOM`. */
  readonly authorizationType: pulumi.Output<string>;

  constructor(name: string, args: AuthorizerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "gatewright:index:Authorizer",
      name,
      {},
      acceptedByAws(`Authorizer "${name}"`, renamed(name, opts), { protocol: "HTTP" }),
    );
    const component = `Authorizer "${name}"`;
    const problems = new Problems();
    checkArgumentNames(component, problems, args, "AuthorizerArgs");
    checkApiOfV2(problems, "api", args.api);
    checkKind(problems, args);
    throwIfInvalid(component, problems);

    const dependsOn = permission(name, args, this);
    const logicalName = fittingName(name, NAMES.authorizer);
    const authorizer = authorizerResource(logicalName, component, args.authorizer, args.api.id, {
      parent: this,
      dependsOn,
    });

    this.authorizerId = authorizer.id;
    this.authorizationType = pulumi.output<string>(authorizerKind(args.authorizer).authorizationType(args.authorizer));
    this.registerOutputs({ authorizerId: this.authorizerId, authorizationType: this.authorizationType });
  }
}

function checkKind(problems: Problems, { authorizer }: AuthorizerArgs): void {
  problems.include(authorizerProblems(authorizer, "authorizer", "HTTP"));
  if (isAuthorizer(authorizer) && authorizerKind(authorizer).http?.resource === undefined) {
    const expected = "a kind that AWS has a resource for: jwt or lambda";
    problems.add("authorizer", { received: authorizer.kind, expected, fix: "give it to the route instead" });
  }
}

/** Makes the one resource of an authorizer that was checked for HTTP APIs. */
export function authorizerResource(
  name: string,
  component: string,
  spec: AuthorizerSpec,
  apiId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): apigatewayv2.Authorizer {
  const inputs = authorizerKind(spec).http?.resource?.inputs(component, spec);
  if (inputs === undefined) {
    throw new Error(`${component}: HTTP APIs have no resource for the kind ${spec.kind}, which its check refuses`);
  }
  return new apigatewayv2.Authorizer(name, { apiId, ...inputs }, { ...opts, replaceOnChanges: [...DECIDING_INPUTS] });
}

/**
 * The inputs that say who decides. A change of one makes another authorizer, which routes move to when it is there: an update
 * in place would open routes that do not change to other callers.
 */
export const DECIDING_INPUTS = ["authorizerUri", "jwtConfiguration", "identitySources"] as const;

function permission(name: string, args: AuthorizerArgs, parent: Authorizer): pulumi.Resource[] {
  const target = authorizerKind(args.authorizer).invokes?.(args.authorizer);
  if (target === undefined || args.permission === false) {
    return [];
  }
  const api = apiTarget(`${name}-api`, args.api, parent);
  return [invokePermission(`${name}-permission`, target, api.executionArn, { parent })];
}
