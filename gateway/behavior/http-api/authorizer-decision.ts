import type { AuthorizerContext, HttpResponse } from "../shared/request";
import type { GatewayErrorName } from "./errors";

/** The decision of a JWT or Lambda authorizer on a request. */
export type HttpAuthorizerDecision =
  | { kind: "allow"; context: AuthorizerContext }
  | {
      kind: "refuse";
      error: GatewayErrorName;
      response: HttpResponse;
      /** `$context.authorizer.error`. */
      reason: string;
    };
