import { LAMBDA, V1, V2 } from "./resource-types";

/** The rate at which an account may call one action that manages APIs, in a region. */
export interface ControlPlaneRate {
  action: string;
  /** Seconds between two calls. */
  seconds: number;
}

/**
 * All actions of API Gateway together: calls a second, and how many at once. These quotas are fixed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html#api-gateway-control-service-limits-table
 */
export const CONTROL_PLANE_TOTAL = { perSecond: 10, burst: 40 } as const;

/** The actions with a rate of their own that a resource needs once, by its type. */
export const CONTROL_PLANE_RATES: Readonly<Record<string, ControlPlaneRate>> = {
  [V1.apiKey]: { action: "CreateApiKey", seconds: 1 / 5 },
  [V1.deployment]: { action: "CreateDeployment", seconds: 5 },
  [V1.domainName]: { action: "CreateDomainName", seconds: 30 },
  [V1.resource]: { action: "CreateResource", seconds: 1 / 5 },
  [V1.restApi]: { action: "CreateRestApi", seconds: 3 },
  [V1.account]: { action: "UpdateAccount", seconds: 20 },
  [V2.domainName]: { action: "CreateDomainName", seconds: 30 },
  [V2.vpcLink]: { action: "CreateVpcLink", seconds: 15 },
};

/** Creating an edge-optimized REST API has a rate of its own. */
export const EDGE_REST_API: ControlPlaneRate = { action: "CreateRestApi (edge-optimized)", seconds: 30 };

/** Lambda's actions that aren't about invocations: calls a second. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const LAMBDA_CONTROL_PLANE = { types: Object.values(LAMBDA), perSecond: 15 } as const;
