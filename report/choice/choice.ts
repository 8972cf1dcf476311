import { FEATURES, type FeatureUse } from "./features";
import { httpRequestsCost, restRequestsCost } from "../../aws/prices/api-gateway";

/** Which kind of API fits what is used, and what each costs. */
export interface Choice {
  /** The cheaper kind that has all of it; undefined where neither has. */
  kind: "HTTP" | "REST" | undefined;
  /** The features that only that kind has. */
  reasons: FeatureUse[];
  /** The features of the other kind alone that stand in the way of a choice or a migration. */
  against: FeatureUse[];
  /** Dollars a month for the requests alone; undefined where the region has no price. */
  cost: { HTTP: number | undefined; REST: number | undefined };
}

/** Features of HTTP APIs that a REST API does in another way, so that they stand in nobody's way. */
const REPLACEABLE = ["automatic deployments", "a default route"];

/**
 * HTTP, which is cheaper, unless something is used that only REST APIs have.
 *
 * @param requests how many requests there are in a month
 * @param region the region of the prices
 * @param bytes the size of a request
 */
export function chooseApi(uses: readonly FeatureUse[], requests: number, region = "us-east-1", bytes = 0): Choice {
  const only = (kind: string): FeatureUse[] => uses.filter(({ feature }) => FEATURES[feature] === kind);
  const [rest, http] = [only("REST"), only("HTTP")];
  const cost = { HTTP: httpRequestsCost(region, requests, bytes), REST: restRequestsCost(region, requests) };
  if (rest.length === 0) {
    return { kind: "HTTP", reasons: http, against: [], cost };
  }
  const blocked = http.filter(({ feature }) => !REPLACEABLE.includes(feature));
  return { kind: blocked.length === 0 ? "REST" : undefined, reasons: rest, against: http, cost };
}
