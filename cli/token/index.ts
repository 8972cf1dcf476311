import { Command, InvalidArgumentError } from "commander";
import { type Project } from "../../engine/project/project";
import { readSnapshot } from "../../gateway/model/snapshot";
import { LOCAL_SETTINGS_KEY, openLocalIssuer } from "../../gateway/server";
import { evaluateProgram } from "../shared/evaluation";
import { hasLocalOptions, type LocalOptions } from "../shared/local-options";
import { requirePackages } from "../shared/optional-packages";
import { jsonOrText } from "../../language/parsed-json";
import { PROJECT_FOLDER, STACK } from "../shared/options";
import { openProject, stateDirectoryOf } from "../shared/project";
import { runningGateway, servedStack } from "../shared/running-gateway";
import { targetClaims, targetOf, type TokenTarget, tokenTargets } from "../shared/token-targets";

interface TokenOptions extends LocalOptions {
  stack?: string;
  sub: string;
  route?: string;
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
    .option("--sub <subject>", "the sub claim, the user of the token", "alice")
    .option("--route <key>", 'the route to issue the token for, such as "GET /orders", if authorizers differ')
    .option(
      "--scope <scopes>",
      'scopes, separated by spaces; "" for none (default: the scopes that the routes require)',
    )
    .option("--issuer <url>", "the iss claim (default: the authorizer's issuer)")
    .option("--audience <name>", "the aud claim (default: the authorizer's first audience)")
    .option("--client-id <id>", "the client_id claim, which Cognito access tokens have instead of aud")
    .option("--expires-in <seconds>", "the lifetime of the token; negative for an expired token", wholeSeconds, 3600)
    .option("--claim <name=value>", "an additional claim, as JSON or text; repeatable", addClaim, {})
    .addHelpText(
      "after",
      '\nExample:\n  curl -H "Authorization: Bearer $(npx gatewright token)" http://127.0.0.1:8080/orders',
    )
    .action(async (directory: string, options: TokenOptions) => {
      // the key is kept in the project: outside of one no gateway would know it
      const project = openProject(directory);
      requirePackages(["jose"]);
      const target = options.issuer === undefined ? await chosenTarget(project, options) : undefined;
      const defaults = target === undefined ? { issuer: options.issuer } : targetClaims(target);
      refuseUseless(project, defaults.issuer);
      const issuer = await openLocalIssuer(defaults.issuer ?? "", stateDirectoryOf(project));
      const token = await issuer.mint({
        ...defaults,
        // a client_id stands instead of aud, unless both are given
        audience: options.audience ?? (options.clientId === undefined ? defaults.audience : undefined),
        clientId: options.clientId,
        sub: options.sub,
        scope: options.scope === "" ? undefined : (options.scope ?? defaults.scope),
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

async function chosenTarget(project: Project, options: TokenOptions): Promise<TokenTarget> {
  const stack = servedStack(project, options.stack);
  return chooseTarget(await targetsOf(project, stack, options), stack, options.route);
}

/** Reads what the gateway serves, where it is about the same stack with the same values: the program need not run for it. */
async function targetsOf(project: Project, stack: string, options: LocalOptions): Promise<TokenTarget[]> {
  const gateway = hasLocalOptions(options) ? undefined : runningGateway(project);
  if (gateway?.stack === stack && gateway.tokens !== undefined) {
    return gateway.tokens;
  }
  const { graph } = await evaluateProgram({ project, stack, options });
  return tokenTargets(readSnapshot(graph).model);
}

/**
 * Returns the only target, or that of a route.
 *
 * @throws Error where it is not clear which one is meant
 */
export function chooseTarget(targets: TokenTarget[], stack: string, route: string | undefined): TokenTarget {
  const [first, ...others] = targets;
  if (first === undefined) {
    throw new Error(
      `No API of stack "${stack}" has a JWT or user pool authorizer. Add --issuer and --audience for a token without one.`,
    );
  }
  if (route !== undefined) {
    const target = targetOf(route, targets);
    if (target === undefined) {
      const keys = targets.flatMap(({ routes }) => routes).join(", ");
      throw new Error(`No route "${route}" of stack "${stack}" takes a token. These do: ${keys}.`);
    }
    return target;
  }
  if (others.length > 0) {
    const choices = targets.map(({ issuer, audience = "", routes: [only] }) =>
      only === undefined
        ? `  --issuer ${issuer} --audience ${audience}`
        : `  --route '${only}'  ${issuer} ${audience}`.trimEnd(),
    );
    throw new Error(
      `The routes of stack "${stack}" take ${targets.length} different tokens. Specify one of them:\n${choices.join("\n")}`,
    );
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
