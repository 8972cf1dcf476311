import type { ThrottleModel } from "../http-api/model";
import type { RestDefinition } from "./definition-model";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export interface RestStageModel {
  urn: string;
  name: string;
  deployment?: RestDeploymentModel;
  variables?: Record<string, string>;
  canary?: CanaryModel;
  cacheClusterEnabled: boolean;
  /** By method path as AWS writes it: `*\/*`, `orders/{id}/GET`. */
  methodSettings: MethodSettingsModel[];
  accessLog?: { destinationArn: string; format: string };
}

/** A deployment: what it holds is live, whatever the program has changed since. */
export interface RestDeploymentModel {
  urn: string;
  id: string;
  /** Changes when the provider would replace the deployment: without that nothing new goes live. */
  fingerprint: string;
  definition: RestDefinition;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
export interface CanaryModel {
  deployment?: RestDeploymentModel;
  /** From 0 to 100. */
  percentTraffic: number;
  /** Added to the stage's for requests of the canary. */
  stageVariableOverrides: Record<string, string>;
  useStageCache: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export interface MethodSettingsModel {
  /** `*\/*` for every method, otherwise `<path without leading slash>/<method>`. */
  methodPath: string;
  throttle: ThrottleModel;
  cachingEnabled?: boolean;
  cacheTtlSeconds?: number;
  requireAuthorizationForCacheControl?: boolean;
  unauthorizedCacheControlHeaderStrategy?:
    "FAIL_WITH_403" | "SUCCEED_WITH_RESPONSE_HEADER" | "SUCCEED_WITHOUT_RESPONSE_HEADER";
}
