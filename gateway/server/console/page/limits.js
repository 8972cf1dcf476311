import { byId, element, table } from "./dom.js";

function left(value, limit, label) {
  return element(
    "span",
    {},
    element("meter", { min: 0, max: Math.max(1, limit), value, "aria-label": label }),
    ` ${value} of ${limit}`,
  );
}

export function showLimits({ throttles, plans }) {
  const place = byId("limits");
  const parts = [];
  if (throttles.length > 0) {
    parts.push(
      table(
        "Throttles: requests that are taken at once now",
        ["API", "Stage", "Route", "Left of the burst", "Requests a second"],
        throttles.map(({ api, stage, routeKey, left: tokens, burst, rate }) => [
          api,
          stage,
          { code: routeKey },
          left(tokens, burst, `Left of ${routeKey}`),
          String(rate),
        ]),
      ),
    );
  }
  if (plans.length > 0) {
    parts.push(
      element("br"),
      table(
        "Usage plans",
        ["Plan", "Key", "Left of the quota", "Period", "Throttle"],
        plans.map(({ plan, key, quota, throttle }) => [
          plan,
          key,
          quota ? left(Math.max(0, quota.limit - quota.used), quota.limit, `Left of ${plan} for ${key}`) : "no quota",
          quota?.period ?? "",
          throttle ? `${throttle.rateLimit ?? "–"} a second, burst ${throttle.burstLimit ?? "–"}` : "",
        ]),
      ),
    );
  }
  if (parts.length === 0) {
    parts.push(
      element(
        "p",
        { class: "note" },
        "The program sets no throttle and no quota: the account's own hold on AWS, and none here.",
      ),
    );
  }
  place.replaceChildren(...parts);
}
