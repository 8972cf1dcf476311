import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import type { RestRequestContext } from "./request-context";
import type { UsagePlans } from "./usage-plans";

/** Lets requests in by their API key, its usage plan and the stage's throttling. */
export class RequestAdmission {
  constructor(
    private readonly usagePlans: UsagePlans,
    private readonly log: (line: string) => void,
  ) {}

  /** Key, usage plan, stage: throttling in AWS's order, and the quota for what is not throttled. */
  admit(exchange: RestRequestContext): RestError | undefined {
    const { method, stage, state, api, timeEpoch } = exchange;
    if (method === undefined || stage === undefined) {
      return undefined;
    }
    const value = api.apiKeySource === "AUTHORIZER" ? exchange.usageIdentifierKey : exchange.header("x-api-key");
    const planned = method.apiKeyRequired ? this.usagePlans.find(value, api.id, stage.name) : undefined;
    if (method.apiKeyRequired && planned === undefined) {
      const why =
        value === undefined
          ? "there is no API key"
          : "the API key is unknown, disabled or in no usage plan of the stage";
      this.log(`${exchange.label}: 403, ${why}`);
      return restError("INVALID_API_KEY");
    }
    if (planned !== undefined) {
      exchange.apiKey = { id: planned.key.id, value: planned.key.value };
      const throttled = this.usagePlans.throttle(planned, method, timeEpoch);
      if (throttled !== undefined) {
        return throttled;
      }
    }
    if (state?.admits(method, timeEpoch) === false) {
      return restError("THROTTLED");
    }
    return planned === undefined ? undefined : this.usagePlans.count(planned, timeEpoch);
  }
}
