import type { BackendFields, CredentialFields, RequestParameterFields, ResponseParameterFields } from "./fields";
import type { IntegrationInputs } from "./kind";
import { timeoutOf } from "./timeout";

/** Returns the inputs on an HTTP API that every kind gives in the same way. */
export function httpInputs(
  component: string,
  spec: BackendFields & CredentialFields & RequestParameterFields & ResponseParameterFields,
): Pick<
  IntegrationInputs,
  | "connectionType"
  | "credentialsArn"
  | "description"
  | "timeoutMilliseconds"
  | "requestParameters"
  | "responseParameters"
> {
  return {
    connectionType: "INTERNET",
    credentialsArn: spec.credentials,
    description: spec.description,
    timeoutMilliseconds: timeoutOf(component, spec, "HTTP"),
    requestParameters: spec.requestParameters,
    responseParameters: spec.responseParameters,
  };
}
