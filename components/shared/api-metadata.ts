import type * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { ApiProtocol } from "./api-protocol";
import type { ApiRef } from "./api-ref";
import type { PublicAddress } from "./public-address";

/** Properties of an API component for the domains and usage plans in front of it. */
export interface ApiMetadata {
  protocol: ApiProtocol;
  /** The stages by name, first the one of `url`; each value is known once the stage exists. */
  stages: Record<string, pulumi.Output<string>>;
  routeKeys: readonly string[];
  /** Indicates whether the API's own URL is disabled. */
  executeApiDisabled: pulumi.Input<boolean> | undefined;
  /** The custom domain that the API gives as its address. */
  publicAddress: PublicAddress | undefined;
}

/** The member that API components keep their metadata under. */
export const API_METADATA = Symbol.for("gatewright:apiMetadata");

/** Returns the metadata of an API component; undefined for an API that was made otherwise. */
export function apiMetadata(api: ApiRef & { [API_METADATA]?: ApiMetadata }): ApiMetadata | undefined {
  return api[API_METADATA];
}

/** Returns the protocol of an API where the program shows it: of a component, or of an `aws.apigateway.RestApi`. */
export function apiProtocol(api: ApiRef): ApiProtocol | undefined {
  return apiMetadata(api)?.protocol ?? (apigateway.RestApi.isInstance(api) ? ApiProtocol.rest : undefined);
}
