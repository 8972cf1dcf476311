import { issuerFlaw } from "../../aws/issuer";
import type { Problem } from "../shared/problems";

/** Returns what is wrong with the form of an issuer. */
export function issuerProblem(argument: string, issuer: string): Problem | undefined {
  const flaw = issuerFlaw(issuer);
  const expected = flaw?.kind.startsWith("Cognito")
    ? "https://cognito-idp.<region>.amazonaws.com/<user pool id>"
    : "the https URL that tokens have as their iss";
  return flaw === undefined ? undefined : { argument, received: issuer, expected, fix: flaw.fix };
}
