import { restError, type RestError } from "../../behavior/rest-api/gateway-responses";
import { steadyNow } from "../shared/clock";
import type { GatewayLog } from "../shared/request-record";
import type { RestFindings, RestRequestContext } from "./request-context";
import type { UsagePlans } from "./usage-plans";

/** The API key of a request, and the error where it may not go on. */
export interface AdmissionResult extends Pick<RestFindings, "apiKey"> {
  error?: RestError;
}

/** Lets requests in by their API key, its usage plan and the stage's throttling. */
export class RequestAdmission {
  constructor(
    private readonly usagePlans: UsagePlans,
    private readonly log: GatewayLog,
  ) {}

  /** Throttles by key, usage plan and stage, in AWS's order, then counts against the quota what is not throttled. */
  admit(context: RestRequestContext): AdmissionResult {
    const { api, timeEpoch } = context;
    const now = steadyNow();
    const { method, stage, state } = context.selection;
    if (method === undefined || stage === undefined) {
      return {};
    }
    const value = api.apiKeySource === "AUTHORIZER" ? context.findings.usageIdentifierKey : context.header("x-api-key");
    const planned = method.apiKeyRequired ? this.usagePlans.find(value, api.id, stage.name) : undefined;
    if (method.apiKeyRequired && planned === undefined) {
      const why =
        value === undefined
          ? "there is no API key"
          : "the API key is unknown, disabled or in no usage plan of the stage";
      context.explain(this.log, `403, ${why}`);
      return { error: restError("INVALID_API_KEY") };
    }
    const throttled = planned && this.usagePlans.throttle(planned, method, now);
    const apiKey = planned && { id: planned.key.id, value: planned.key.value };
    if (throttled !== undefined || state?.admits(method, now) === false) {
      return { apiKey, error: throttled ?? restError("THROTTLED") };
    }
    return { apiKey, error: planned && this.usagePlans.count(planned, timeEpoch) };
  }
}
