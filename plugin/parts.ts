import * as pulumi from "@pulumi/pulumi";
import { type ApiRef, Authorizer as AuthorizerComponent, Integration as IntegrationComponent } from "../components";
import type { AuthorizerInput } from "./authorizer-input";
import type { IntegrationInput } from "./integration-input";
import { authorizerOf, integrationOf } from "./kinds";

export interface IntegrationArgs {
  /** The API that gets the integration. */
  api: ApiRef;
  /** The target of the integration. */
  integration: IntegrationInput;
  /** Indicates whether a permission to invoke the function is made. */
  permission?: boolean;
}

/** One integration with the permission that it needs, for an API that was made elsewhere. */
export class Integration extends pulumi.ComponentResource {
  /** The integration's id. */
  readonly integrationId: pulumi.Output<string>;
  /** The integration as the target of a route. */
  readonly target: pulumi.Output<string>;

  constructor(name: string, args: IntegrationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Integration", name, {}, opts);
    const inputs = { ...args, integration: integrationOf(args.integration) };
    const { integrationId, target } = new IntegrationComponent(name, inputs, { parent: this });
    this.integrationId = integrationId;
    this.target = target;
    this.registerOutputs({ integrationId, target });
  }
}

export interface AuthorizerArgs {
  /** The API that gets the authorizer. */
  api: ApiRef;
  /** The decision on who may call. */
  authorizer: AuthorizerInput;
  /** Indicates whether a permission to invoke the function is made. */
  permission?: boolean;
}

/** One authorizer with the permission that it needs, for an API that was made elsewhere. */
export class Authorizer extends pulumi.ComponentResource {
  /** The authorizer's id. */
  readonly authorizerId: pulumi.Output<string>;
  /** The authorization type of a route with this authorizer: `JWT` or `CUSTOM`. */
  readonly authorizationType: pulumi.Output<string>;

  constructor(name: string, args: AuthorizerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gatewright:index:Authorizer", name, {}, opts);
    const inputs = { ...args, authorizer: authorizerOf(args.authorizer) };
    const { authorizerId, authorizationType } = new AuthorizerComponent(name, inputs, { parent: this });
    this.authorizerId = authorizerId;
    this.authorizationType = authorizationType;
    this.registerOutputs({ authorizerId, authorizationType });
  }
}
