import { type FunctionInput, lambda, lambdaAuthorizer, RestApi, UsagePlans } from "../components";
import type { StackConfig } from "./config";

/** The functions that the partners' API calls. */
export interface PartnerFunctions {
  /** Answers what is sold. */
  catalog: FunctionInput;
  /** Finds the API key of a request. */
  access: FunctionInput;
}

/** The catalog for partners: a REST API, because each caller has an API key with a throttle and a quota of its own. */
export function partnerApi(functions: PartnerFunctions, config: StackConfig): { api: RestApi; plans: UsagePlans } {
  const api = new RestApi("partner-api", {
    apiKeyRequired: true,
    apiKeySource: "AUTHORIZER",
    defaultAuthorizer: lambdaAuthorizer(functions.access, { authorizerType: "TOKEN" }),
    routes: {
      "GET /products": lambda(functions.catalog),
      "GET /products/{sku}": lambda(functions.catalog),
    },
    throttle: config.throttle,
    tracing: true,
    accessLog: { retentionInDays: config.logRetentionDays },
  });
  const consumers = Object.entries(config.partners).map(([name, plan]) => [name, { plan }] as const);
  const plans = new UsagePlans("partners", {
    stages: [{ api }],
    plans: config.partnerTiers,
    consumers: Object.fromEntries(consumers),
  });
  return { api, plans };
}
