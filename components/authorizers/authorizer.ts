import * as pulumi from "@pulumi/pulumi";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { type ApiRef, apiTarget } from "../shared/api-ref";
import { invokePermission } from "../integrations/invoke-permission";
import { type Problem, throwIfInvalid } from "../shared/problems";
import type { AuthorizerSpec } from "./authorizer-spec";
import { authorizerKind, authorizerProblems, isAuthorizer } from "./authorizer-kinds";

export interface AuthorizerArgs {
  /** The API that gets the authorizer: ours, or a reference to one made elsewhere. */
  api: ApiRef;
  /** The decision on who may call, made by a factory such as `jwt({...})`; `iam()` and `none()` have no resource. */
  authorizer: AuthorizerSpec;
  /** Indicates whether the API is allowed here to invoke the function. @default true */
  permission?: boolean;
}

/**
 * One authorizer with the permission that it needs, for an API that was made elsewhere; any number of its routes can share it.
 * HttpApi makes its own.
 */
export class Authorizer extends pulumi.ComponentResource {
  /** The authorizer's id. */
  readonly authorizerId: pulumi.Output<string>;
  /** Specifies what a route with it has as its authorization type: `JWT` or `CUSTOM`. */
  readonly authorizationType: pulumi.Output<string>;

  constructor(name: string, args: AuthorizerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Authorizer", name, {}, opts);
    const component = `Authorizer "${name}"`;
    throwIfInvalid(component, [
      ...authorizerProblems(args.authorizer, "authorizer", "HTTP"),
      ...resourceProblems(args),
    ]);

    const dependsOn = permission(name, args, this);
    const authorizer = authorizerResource(name, component, args.authorizer, args.api.id, { parent: this, dependsOn });

    this.authorizerId = authorizer.id;
    this.authorizationType = pulumi.output<string>(authorizerKind(args.authorizer).authorizationType(args.authorizer));
    this.registerOutputs({ authorizerId: this.authorizerId, authorizationType: this.authorizationType });
  }
}

function resourceProblems({ authorizer }: AuthorizerArgs): Problem[] {
  return isAuthorizer(authorizer) && authorizerKind(authorizer).http?.resource === undefined
    ? [
        {
          argument: "authorizer",
          received: authorizer.kind,
          expected: "a kind that AWS has a resource for: jwt or lambda",
          fix: "give it to the route instead",
        },
      ]
    : [];
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
  return [invokePermission(`${name}-permission`, target, api.executionArn, parent)];
}
