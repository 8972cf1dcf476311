import { HttpApi, iam as signed, RestApi, stepFunctions } from "gatewright";
import * as iam from "@pulumi/aws/iam";
import { StateMachine } from "@pulumi/aws/sfn";

const role = new iam.Role("quote", {
  assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "states.amazonaws.com" }),
});
const definition = JSON.stringify({ StartAt: "Quote", States: { Quote: { Type: "Pass", End: true } } });
const nightly = new StateMachine("nightly", { roleArn: role.arn, definition });
const quote = new StateMachine("quote", { type: "EXPRESS", roleArn: role.arn, definition });

const jobs = new HttpApi("jobs", {
  defaultAuthorizer: signed(),
  routes: { "POST /nightly": stepFunctions(nightly) },
});
const quotes = new RestApi("quotes", {
  defaultAuthorizer: signed(),
  routes: { "POST /quotes": stepFunctions(quote, { action: "StartSyncExecution" }) },
});

/** The URL that starts a job without waiting for it. */
export const jobsUrl = jobs.url;
/** The URL whose answer is the output of the state machine. */
export const quotesUrl = quotes.url;
