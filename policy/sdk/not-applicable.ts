import { replace, sdkModule } from "./sdk";

/** Set by an engine that makes nothing of what policies do not apply to; the Pulumi engine counts passes by it. */
export const UNREAD = "GATEWRIGHT_NOT_APPLICABLE_UNREAD";

/**
 * The SDK answers for every resource with a text a policy that does not apply to it: with many policies that takes longer
 * than the policies. Who does not read them need not wait for them.
 */
export function leaveOutNotApplicable(environment: NodeJS.ProcessEnv): void {
  if (environment[UNREAD] === "true") {
    replace(sdkModule("@pulumi/policy/protoutil"), "makeAnalyzeResponse", (make) => (diagnostics) => make(diagnostics));
  }
}
