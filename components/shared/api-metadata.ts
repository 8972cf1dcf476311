import type * as pulumi from "@pulumi/pulumi";
import * as apigateway from "@pulumi/aws/apigateway";
import { ApiProtocol } from "./api-protocol";
import type { ApiRef } from "./api-ref";
import { isRecord } from "../../language/is-record";
import type { Problems } from "./problems";
import type { PublicAddress } from "./public-address";

/** The metrics and logs that CloudWatch has of a stage. */
export interface StageSignals {
  /** Indicates whether CloudWatch has metrics of each route. */
  detailedMetrics: pulumi.Input<boolean>;
  /** The name of the log group whose lines have the standard fields; undefined where the stage logs otherwise. */
  accessLogGroupName: pulumi.Output<string> | undefined;
  /** Indicates whether the stage has a cache. */
  cached: boolean;
  /** Indicates whether part of the traffic goes to a canary. */
  canary: boolean;
  /** The time of the newest deployment, where AWS gives it. */
  deployedAt: pulumi.Output<string> | undefined;
}

/** Properties of an API component for the domains, usage plans and monitoring of it. */
export interface ApiMetadata {
  protocol: ApiProtocol;
  /** The stages by name, first the one of `url`; each value is known once the stage exists. */
  stages: Record<string, pulumi.Output<string>>;
  routeKeys: readonly string[];
  /** The API's name, by which the metrics of a REST API are found. */
  apiName: pulumi.Output<string> | undefined;
  /** The signals of each stage, by its name. */
  signals: Record<string, StageSignals>;
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

/** Checks that an argument is an API: a program that is not type-checked passes any resource, or its URN. */
export function checkApi(problems: Problems, argument: string, api: ApiRef): void {
  problems.unless(isRecord(api) && api.id !== undefined, argument, {
    received: isRecord(api) ? undefined : api,
    expected: "an API, or an object with its id",
    fix: "pass the API itself",
  });
}

/** Checks that an argument is an API of API Gateway V2: the ids of REST APIs are unknown to the others. */
export function checkApiOfV2(problems: Problems, argument: string, api: ApiRef): void {
  checkApi(problems, argument, api);
  problems.unless(apiProtocol(api) !== ApiProtocol.rest, argument, {
    received: "REST API",
    expected: "an HTTP API",
    fix: "write it in the routes of the RestApi",
  });
}
