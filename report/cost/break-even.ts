import { firstFew } from "../../language/first-few";
import { cacheCost, HTTP_METER } from "../../aws/prices/api-gateway";
import { functionCost } from "../../aws/prices/lambda";
import { pricesOf } from "../../aws/prices/price-list";
import { TIER_ENDS } from "../../aws/prices/tiers";
import type { ReadApi } from "../read-api";
import { architectureOf, type FunctionUse, functionUses } from "./function-use";
import { HOURS, type Traffic } from "./traffic";
import { withCommas } from "../../language/with-commas";

/** The points from which another choice costs less, each as a sentence. */
export function breakEvens(api: ReadApi, traffic: Traffic): string[] {
  const own =
    api.kind === "HTTP" ? httpPoints(api) : api.kind === "REST" ? restPoints(api, traffic) : pollingPoints(api);
  return [...own, ...provisionedPoints(api, traffic)];
}

function httpPoints({ region }: ReadApi): string[] {
  const { http, rest } = pricesOf(region) ?? {};
  const [httpPrice, next] = http ?? [];
  const restPrice = rest?.[0];
  if (httpPrice === undefined || next === undefined || restPrice === undefined) {
    return [];
  }
  const steps = Math.floor(restPrice / httpPrice);
  return [
    `A REST API costs less where a request has more than ${count((steps * HTTP_METER) / 1024)} KB: HTTP APIs count one for every 512 KB.`,
    `From ${count(TIER_ENDS.http[0])} requests a month on, a million costs $${next} instead of $${httpPrice}.`,
  ];
}

function restPoints(api: ReadApi, { milliseconds }: Traffic): string[] {
  const { http, rest } = pricesOf(api.region) ?? {};
  const [httpPrice, restPrice] = [http?.[0], rest?.[0]];
  const dearer =
    httpPrice === undefined || restPrice === undefined
      ? []
      : [`A million requests of an HTTP API cost $${httpPrice} instead of $${restPrice}: see gatewright choose.`];
  const called = functionUses(api.routes).find(({ role }) => role === "integration");
  const invocation = called === undefined ? undefined : costOf(api.region, called, milliseconds);
  const caches = api.stages.flatMap(({ name, cacheSize }) => {
    const cost = cacheSize === undefined ? undefined : cacheCost(api.region, cacheSize, HOURS);
    return cost === undefined || invocation === undefined
      ? []
      : [
          `The cache of ${name} ($${cost.toFixed(2)} a month) costs less than what it saves of ${called?.name ?? ""} from ${count(cost / invocation)} hits a month on.`,
        ];
  });
  return [...dearer, ...caches];
}

function pollingPoints({ region }: ReadApi): string[] {
  const { http, connectionMinutes } = pricesOf(region) ?? {};
  const request = http?.[0];
  return request === undefined || connectionMinutes === undefined
    ? []
    : [
        `A client that asks an HTTP API less than once in ${(request / connectionMinutes).toFixed(1)} minutes costs less than its connection.`,
      ];
}

/** Environments that are kept cost less than those on demand where they are busy enough, whatever their memory is. */
function provisionedPoints({ region, routes }: ReadApi, { milliseconds }: Traffic): string[] {
  const prices = pricesOf(region)?.lambda;
  const called = functionUses(routes).filter(({ role }) => role === "integration");
  const points = [
    { architecture: "x86", onDemand: prices?.x86?.[0], kept: prices?.provisioned },
    { architecture: "arm64", onDemand: prices?.arm64?.[0], kept: prices?.provisionedArm64 },
  ];
  return points.flatMap(({ architecture, onDemand, kept }) => {
    const names = called.filter(({ model }) => architectureOf(model) === architecture).map(({ name }) => name);
    if (names.length === 0 || onDemand === undefined || kept === undefined || milliseconds === 0) {
      return [];
    }
    const busy = kept.kept / (onDemand - kept.used);
    const subject = `Provisioned concurrency of ${firstFew(names, 3)} costs`;
    if (busy > 1 || onDemand <= kept.used) {
      return [`${subject} more than invocations on demand in ${region}, however busy its environments are.`];
    }
    const rate = ((busy * 1000) / milliseconds).toFixed(1);
    const share = Math.round(busy * 100);
    return [
      `${subject} less than invocations on demand where an environment is busy ${share} percent of the time: ${rate} requests a second.`,
    ];
  });
}

function costOf(region: string, { model }: FunctionUse, milliseconds: number): number | undefined {
  const use = { requests: 1, milliseconds, memoryMb: model?.memoryMb ?? 128, architecture: architectureOf(model) };
  return functionCost(region, use);
}

function count(value: number): string {
  return withCommas(Math.ceil(value));
}
