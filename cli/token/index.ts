import { Command, InvalidArgumentError } from "commander";
import { type Project } from "../../engine/project/project";
import type { JwtAuthorizerModel } from "../../gateway/model/api-model";
import { readSnapshot } from "../../gateway/model/snapshot";
import { LOCAL_SETTINGS_KEY, openLocalIssuer } from "../../gateway/server";
import { evaluateProgram } from "../shared/evaluation";
import { type LocalOptions } from "../shared/local-options";
import { requirePackages } from "../shared/optional-packages";
import { jsonOrText, PROJECT_FOLDER, STACK } from "../shared/options";
import { openProject, stateDirectoryOf } from "../shared/project";
import { runningGateway, servedStack } from "../shared/running-gateway";
import { authorizerClaims, jwtAuthorizers } from "./token-claims";

interface TokenOptions extends LocalOptions {
  stack?: string;
  sub: string;
  scope?: string;
  issuer?: string;
  audience?: string;
  clientId?: string;
  expiresIn: number;
  claim: Record<string, unknown>;
}

export function command(): Command {
  return new Command("token")
    .description("Issue a token that the local gateway accepts, signed by the project's local issuer.")
    .argument(...PROJECT_FOLDER)
    .option(...STACK)
    .requiredOption("--sub <subject>", "who the token is for")
    .option("--scope <scopes>", "scopes, separated by spaces")
    .option("--issuer <url>", "the iss claim; by default that of the stack's JWT authorizer")
    .option("--audience <name>", "the aud claim; by default the first that the authorizer takes")
    .option("--client-id <id>", "the client_id claim, which Cognito's access tokens have in place of aud")
    .option("--expires-in <seconds>", "negative for a token that has expired", wholeSeconds, 3600)
    .option("--claim <name=value>", "a further claim, JSON or text; may be repeated", addClaim, {})
    .action(async (directory: string, options: TokenOptions) => {
      // the key is kept in the project: outside of one no gateway would know it
      const project = openProject(directory);
      requirePackages(["jose"]);
      const authorizer =
        options.issuer === undefined
          ? await onlyAuthorizer(project, servedStack(project, options.stack), options)
          : undefined;
      const defaults = authorizer === undefined ? { issuer: options.issuer } : authorizerClaims(authorizer);
      refuseUseless(project, defaults.issuer);
      const issuer = await openLocalIssuer(defaults.issuer ?? "", stateDirectoryOf(project));
      const token = await issuer.mint({
        ...defaults,
        // a client_id stands instead of aud, unless both are given
        audience: options.audience ?? (options.clientId === undefined ? defaults.audience : undefined),
        clientId: options.clientId,
        sub: options.sub,
        scope: options.scope,
        expiresIn: options.expiresIn,
        claims: options.claim,
      });
      process.stdout.write(`${token}\n`);
    });
}

/** @throws Error where the gateway that runs now refuses a token that is signed here. */
function refuseUseless(project: Project, issuer = ""): void {
  const gateway = runningGateway(project);
  if (gateway?.issuers[issuer] === false) {
    throw new Error(
      `The gateway at ${gateway.url} accepts only tokens that ${issuer} itself signed, since it can be reached. ` +
        "Get one there, or start the gateway with --stand-in always.",
    );
  }
  if (issuer === "") {
    throw new Error(
      `The authorizer's issuer is unknown here. Set the value it comes from under ${LOCAL_SETTINGS_KEY} (stackReferences or config), or add --issuer.`,
    );
  }
}

async function onlyAuthorizer(project: Project, stack: string, options: LocalOptions): Promise<JwtAuthorizerModel> {
  const { graph } = await evaluateProgram({ project, stack, options });
  const [first, ...others] = jwtAuthorizers(readSnapshot(graph).model);
  if (first === undefined) {
    throw new Error(
      `no API of stack "${stack}" has a JWT authorizer. Add --issuer and --audience for a token without one.`,
    );
  }
  if (others.length > 0) {
    const choices = [first, ...others].map(
      ({ issuer, audiences }) => `  --issuer ${issuer} --audience ${audiences[0] ?? ""}`,
    );
    throw new Error(`stack "${stack}" has several JWT authorizers. Specify one of them:\n${choices.join("\n")}`);
  }
  return first;
}

function wholeSeconds(text: string): number {
  if (!/^-?\d+$/.test(text)) {
    throw new InvalidArgumentError("expected a whole number of seconds");
  }
  return Number(text);
}

function addClaim(text: string, claims: Record<string, unknown>): Record<string, unknown> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("expected name=value");
  }
  return { ...claims, [name]: jsonOrText(value) };
}
