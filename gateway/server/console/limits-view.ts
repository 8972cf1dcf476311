import type { ServedApis } from "../served-apis";
import { steadyNow } from "../shared/clock";
import type { ThrottleState } from "../shared/stage-state";
import type { PlanState } from "../rest-api/usage-plans";

/** The throttles that the page shows alone: an API has one for each route and stage, and all are sent after requests. */
const SHOWN_THROTTLES = 100;

/** A throttle of a stage: of one route, or the same of several. */
interface ThrottleView extends ThrottleState {
  api: string;
  stage: string;
}

/** Returns what is left of throttles and quotas. Of many throttles, those in use are on their own, and the others together where they are alike. */
export function limitsView(served: ServedApis, plans: readonly PlanState[]): object {
  const all = throttlesOf(served, steadyNow());
  if (all.length <= SHOWN_THROTTLES) {
    return { throttles: all, plans };
  }
  const shown = new Set(all.filter(({ left, burst }) => left < burst).slice(0, SHOWN_THROTTLES));
  const others = alike(all.filter((throttle) => !shown.has(throttle)));
  return { throttles: [...shown, ...others.slice(0, SHOWN_THROTTLES)], plans };
}

/** Returns the throttles of a stage with the same limits as one, with the least that is left of any. */
function alike(throttles: readonly ThrottleView[]): ThrottleView[] {
  const groups = new Map<string, ThrottleView[]>();
  for (const throttle of throttles) {
    const key = JSON.stringify([throttle.api, throttle.stage, throttle.rate, throttle.burst]);
    const group = groups.get(key) ?? [];
    group.push(throttle);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    const least = group.reduce((one, other) => (other.left < one.left ? other : one));
    return group.length === 1 ? group : [{ ...least, routeKey: `${group.length} more routes` }];
  });
}

function throttlesOf(served: ServedApis, now: number): ThrottleView[] {
  const named = (api: string, stage: string, states: ThrottleState[]): ThrottleView[] =>
    states.map((state) => ({ api, stage, ...state }));
  return [
    ...served.httpApis.flatMap(({ model, states }) =>
      [...states].flatMap(([stage, state]) => named(model.name, stage.name, state.throttleStates(now))),
    ),
    ...served.restApis.flatMap(({ model, states }) =>
      [...states].flatMap(([stage, state]) => {
        const { methods } = stage.deployment?.definition ?? model.definition;
        return named(model.name, stage.name, state.throttleStates(methods, now));
      }),
    ),
    ...served.webSocketApis.flatMap(({ model, states }) =>
      [...states].flatMap(([stage, state]) => named(model.name, stage, state.throttles.states(now))),
    ),
  ];
}
