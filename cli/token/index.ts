import { Command, InvalidArgumentError } from "commander";
import { type Project } from "../../engine/project/project";
import type { JwtAuthorizerModel } from "../../gateway/model/api-model";
import { readSnapshot } from "../../gateway/model/snapshot";
import { openLocalIssuer } from "../../gateway/server";
import { evaluateProgram } from "../shared/evaluation";
import { requirePackages } from "../shared/optional-packages";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { chosenStack, openProject, stateDirectoryOf } from "../shared/project";
import { authorizerClaims, jwtAuthorizers } from "./token-claims";

interface TokenOptions {
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
    .description("Print a token that the local gateway takes, signed by the project's local issuer.")
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
        options.issuer === undefined ? await onlyAuthorizer(project, chosenStack(project, options.stack)) : undefined;
      const defaults = authorizer === undefined ? { issuer: options.issuer } : authorizerClaims(authorizer);
      const issuer = await openLocalIssuer(defaults.issuer ?? "", stateDirectoryOf(project));
      const token = await issuer.mint({
        ...defaults,
        // a client_id stands in the place of aud, unless both are given
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

async function onlyAuthorizer(project: Project, stack: string): Promise<JwtAuthorizerModel> {
  const { graph } = await evaluateProgram({ project, stack });
  const [first, ...others] = jwtAuthorizers(readSnapshot(graph).model);
  if (first === undefined) {
    throw new Error(
      `no API of stack "${stack}" has a JWT authorizer: say --issuer and --audience for a token all the same`,
    );
  }
  if (others.length > 0) {
    const choices = [first, ...others].map(
      ({ issuer, audiences }) => `  --issuer ${issuer} --audience ${audiences[0] ?? ""}`,
    );
    throw new Error(
      `stack "${stack}" has several JWT authorizers; say which one the token is for:\n${choices.join("\n")}`,
    );
  }
  return first;
}

function wholeSeconds(text: string): number {
  if (!/^-?\d+$/.test(text)) {
    throw new InvalidArgumentError("wanted a whole number of seconds");
  }
  return Number(text);
}

function addClaim(text: string, claims: Record<string, unknown>): Record<string, unknown> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("wanted name=value");
  }
  return { ...claims, [name]: jsonOrText(value) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
