import type { ServedApis } from "../served-apis";
import { steadyNow } from "../shared/clock";
import type { ThrottleState } from "../shared/stage-state";
import type { PlanState } from "../rest-api/usage-plans";

/** Returns what is left of throttles and quotas. */
export function limitsView(served: ServedApis, plans: readonly PlanState[]): object {
  const now = steadyNow();
  const named = (api: string, stage: string, states: ThrottleState[]): object[] =>
    states.map((state) => ({ api, stage, ...state }));
  return {
    throttles: [
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
    ],
    plans,
  };
}
