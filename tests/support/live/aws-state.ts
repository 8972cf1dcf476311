import type { AwsObject, ServedRoute } from "./aws-objects";
import type { Properties } from "./stack-state";

/** AWS as its refusals and the routes of an API read it. */
export interface AwsState {
  all(): AwsObject[];
  find(type: string, id: string): AwsObject | undefined;
  api(id: string): AwsObject | undefined;
  stage(apiId: string, name: string): AwsObject | undefined;
  /** The routes of an API's definition, which an automatically deployed stage serves. */
  routes(apiId: string): ServedRoute[];
  /** Returns why AWS refuses a key in a plan: it is in another one for the same stage. */
  otherPlanOf(inputs: Properties): string | undefined;
}
