import type { Problem } from "../shared/problems";
import { requirementsOf, securitySchemesOf } from "../../aws/openapi";
import { isRecord } from "../../language/is-record";
import type { Json } from "./document";
import { ownValue } from "../../language/own-value";

/**
 * Returns the security schemes of a document that API Gateway imports: API keys, and those with an authorizer. Of any other it
 * warns, which fails the import, and takes the operations that name one for open.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function importableSchemes(schemes: unknown): Json {
  return Object.fromEntries(
    Object.entries(isRecord(schemes) ? schemes : {}).filter(
      ([, scheme]) =>
        isRecord(scheme) && (scheme.type === "apiKey" || scheme["x-amazon-apigateway-authorizer"] !== undefined),
    ),
  );
}

/** Returns what is wrong with the security of an operation that keeps its own. */
export function securityProblems(document: Json, operation: Json, pointer: string): Problem[] {
  const given = securitySchemesOf(document);
  const known = importableSchemes(given);
  const named = requirementsOf(document, operation).flatMap((entry) => Object.keys(entry));
  return [...new Set(named)]
    .filter((name) => ownValue(known, name) === undefined)
    .map((name) => {
      const scheme = ownValue(given, name);
      const type = isRecord(scheme) ? ` of the type ${JSON.stringify(scheme.type)}` : ", which the document lacks";
      return {
        argument: `openapi.document ${pointer}/security`,
        received: name,
        expected: `a scheme that API Gateway imports: this one${isRecord(scheme) ? " is" : ""}${type}, and anyone could call the operation`,
        fix: "name the operation in openapi.operations with an authorizer",
      };
    });
}
