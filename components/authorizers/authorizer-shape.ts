import { fieldsOf } from "../shared/arguments";
import type { AuthorizerSpec } from "./authorizer-spec";

/** Every field that an authorizer of some kind has. */
export const AUTHORIZER = fieldsOf<AuthorizerSpec>({
  kind: "any",
  name: "any",
  issuer: "any",
  audience: "any",
  identitySources: "any",
  scopes: "any",
  functionArn: "any",
  functionInvokeArn: "any",
  payloadFormatVersion: "any",
  simpleResponses: "any",
  resultTtlInSeconds: "any",
  authorizerType: "any",
  identityValidationExpression: "any",
  providerArns: "any",
  reason: "any",
  authorizerId: "any",
  authorizationType: "any",
});
