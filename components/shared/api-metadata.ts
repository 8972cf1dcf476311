import type * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import type { ApiRef } from "./api-ref";
import type { PublicAddress } from "../http-api/args";
import { ApiProtocol } from "./api-protocol";

/** What our own APIs tell a domain that is put in front of them; of an API made elsewhere less is known. */
export interface ApiFacts {
  protocol: ApiProtocol;
  /** The stages by name, first the one that `url` leads to; each value is known once the stage stands. */
  stages: Record<string, pulumi.Output<string>>;
  /** Whether the API's own URL is off. */
  executeApiDisabled: pulumi.Input<boolean> | undefined;
  /** The custom domain that the API gives as its address. */
  publicAddress: PublicAddress | undefined;
}

/** Kept beside the components: each property of a component would be an output in the schema of other languages. */
const known = new WeakMap<object, ApiFacts>();

/** Says of one of our APIs what domains need to know. */
export function describeApi(api: pulumi.Resource, facts: ApiFacts): void {
  known.set(api, facts);
}

/** What is known of an API, if it is one of ours. */
export function apiFacts(api: ApiRef): ApiFacts | undefined {
  return known.get(api);
}

/** The kind of an API where the program shows it: ours, or an `aws.apigateway.RestApi`. */
export function apiProtocol(api: ApiRef): ApiProtocol | undefined {
  return known.get(api)?.protocol ?? (apigateway.RestApi.isInstance(api) ? ApiProtocol.rest : undefined);
}
