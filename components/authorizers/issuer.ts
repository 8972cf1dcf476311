import { issuerFlaw } from "../../aws/issuer";
import type { Expectation } from "../shared/problems";

/** Checks the form of an issuer. */
export function checkIssuer(received: string): Expectation | undefined {
  const flaw = issuerFlaw(received);
  const expected = flaw?.kind.startsWith("Cognito")
    ? "https://cognito-idp.<region>.amazonaws.com/<user pool id>"
    : "the https URL that tokens have as their iss";
  return flaw === undefined ? undefined : { received, expected, fix: flaw.fix };
}
