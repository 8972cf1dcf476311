import { replace, sdkModule } from "./sdk";

/** Set by an engine that ignores which policies do not apply; the Pulumi engine counts passes by it. */
export const UNREAD = "GATEWRIGHT_NOT_APPLICABLE_UNREAD";

/**
 * The SDK lists for every resource each policy that does not apply to it, with a text: with many policies that takes longer
 * than the policies. Skips them where the caller ignores them.
 */
export function leaveOutNotApplicable(environment: NodeJS.ProcessEnv): void {
  if (environment[UNREAD] === "true") {
    replace(sdkModule("@pulumi/policy/protoutil"), "makeAnalyzeResponse", (make) => (diagnostics) => make(diagnostics));
  }
}
