import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Command, Option } from "commander";
import {
  type DeployedTarget,
  diagnose,
  type DiagnoseOptions,
  type Finding,
  findingsJson,
  findingsText,
  hasAwsCredentials,
  problems,
  readDeployed,
  type Target,
  targetAt,
  targetsOf,
} from "../../doctor";
import { readStackExport } from "../../engine";
import { type ResourceGraph } from "../../engine/graph/graph";
import { addHeader, collect, type DoctorOptions, seconds, sentSecrets, urlOf } from "./options";
import { readSent } from "./sent";
import { evaluateProgram } from "../shared/evaluation";
import { type OptionalPackage, requirePackages } from "../shared/optional-packages";
import { PROJECT_FOLDER } from "../shared/options";
import { namedStack, openProject } from "../shared/project";
import { type RunningGateway, runningGateway } from "../shared/running-gateway";
import { ISSUER_PATH } from "../../gateway/server";
import { shellWord } from "../../language/shell-word";
import { hideSecrets, print, printAside, printJson } from "../shared/terminal";
import { readSnapshot } from "../../gateway/model/snapshot";

/** The clients that read a deployed API, whichever its kind is. */
const AWS_CLIENTS: OptionalPackage[] = [
  "@aws-sdk/client-acm",
  "@aws-sdk/client-api-gateway",
  "@aws-sdk/client-apigatewayv2",
  "@aws-sdk/client-cloudwatch-logs",
  "@aws-sdk/client-lambda",
  "@aws-sdk/client-route-53",
];

export function command(): Command {
  return new Command("doctor")
    .description("Diagnose a live API: DNS, certificates, tokens, CORS, the integration. It changes nothing.")
    .argument(...PROJECT_FOLDER)
    .option("--url <url>", "the API's URL, with the path of a route", urlOf)
    .option(
      "-s, --stack <stack>",
      "compare with the program for this stack (default: the served stack, PULUMI_STACK, or the selected stack)",
    )
    .option("--deployed", "compare with the deployed state of the stack; needs the Pulumi CLI", false)
    .addOption(
      new Option("--state <file>", "compare with the output of `pulumi stack export`").conflicts(["stack", "deployed"]),
    )
    .option("--path <path>", "the path to request, relative to the API's URL")
    .option("--method <method>", "the method of the request; only GET and HEAD are sent", "GET")
    .option("--token <file>", "a file that contains a bearer token, or - for stdin; it is never printed")
    .option("--header <name: value>", "a header of the request; it is never printed; repeatable", addHeader, {})
    .option("--origin <origin>", "check CORS for web pages of this origin")
    .option("--cors-header <name>", "a request header that the page sends; repeatable", collect, [])
    .option("--log <file>", "a file with lines of the access log and the function's log, to find the cause of a 5xx")
    .option("--resolver <address>", "the DNS server to query (default: the system's)")
    .option("--ca <file>", "a PEM file with an additional certificate authority to trust")
    .option("--timeout <seconds>", "the timeout of each connection and DNS query", seconds, 10)
    .option("--no-aws", "do not call AWS, even if credentials are available")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 without problems, 1 with problems, 2 if the API could not be examined." +
        "\nFor a WebSocket API, the handshake runs the $connect and $disconnect routes, as for any client.",
    )
    .action(doctor);
}

async function doctor(directory: string, options: DoctorOptions): Promise<void> {
  if (/^(?:https?|wss?):\/\//.test(directory)) {
    throw new Error(`"${directory}" is a URL: specify it with --url ${shellWord(directory)}.`);
  }
  const { token, ca, lines } = await readSent(options);
  hideSecrets({ secretTexts: sentSecrets(options, token) });
  const asksAws = options.aws && hasAwsCredentials(process.env);
  if (asksAws) {
    requirePackages(AWS_CLIENTS);
  }
  const local = localGateway(directory, options);
  const known = local === undefined ? withNamedStack(directory, options) : withGateway(options, local);
  const targets = await declaredTargets(directory, known);
  const findings: Finding[] = [];
  for (const declared of targets) {
    const deployed = asksAws ? await readAws(declared) : undefined;
    const found = await diagnose(deployed?.target ?? declared, {
      network: { resolver: options.resolver, ca, timeoutMs: options.timeout * 1000 },
      token,
      headers: Object.keys(options.header).length === 0 ? undefined : options.header,
      origin: options.origin,
      localIssuer: local && localIssuerOf(local),
      method: options.method,
      corsHeaders: options.corsHeader.length === 0 ? undefined : options.corsHeader,
      logs: lines === undefined ? deployed?.logs : () => Promise.resolve({ lines }),
    });
    findings.push(...found, ...(deployed?.refused() ?? []));
  }
  const urls = targets.map(({ url }) => url.href);
  if (options.json) {
    printJson(JSON.parse(findingsJson(urls, findings)));
  } else {
    print(findingsText(urls, findings).trimEnd());
  }
  process.exitCode = problems(findings).some(({ status }) => status === "error") ? 1 : 0;
}

/** Returns the gateway that serves the project, where the command is about it: by its URL, or since nothing else is specified. */
function localGateway(directory: string, { url, stack, state }: DoctorOptions): RunningGateway | undefined {
  if (state !== undefined || (url === undefined && stack !== undefined)) {
    return undefined;
  }
  try {
    const gateway = runningGateway(openProject(directory));
    return gateway !== undefined && (url === undefined || url.host === new URL(gateway.url).host) ? gateway : undefined;
  } catch {
    return undefined; // a URL needs no project
  }
}

function withGateway(options: DoctorOptions, { url, stack }: RunningGateway): DoctorOptions {
  return { ...options, stack: options.stack ?? stack, url: options.url ?? new URL(url) };
}

/** Takes the stack that PULUMI_STACK or \`pulumi stack select\` names, where nothing else tells what to look at. */
function withNamedStack(directory: string, options: DoctorOptions): DoctorOptions {
  const { url, stack, state } = options;
  const isOpen = stack === undefined && state === undefined && url === undefined;
  return isOpen ? { ...options, stack: namedStack(openProject(directory)) } : options;
}

function localIssuerOf({ url, issuers }: RunningGateway): DiagnoseOptions["localIssuer"] {
  return { url: `${url}${ISSUER_PATH}`, standsInFor: Object.keys(issuers).filter((issuer) => issuers[issuer]) };
}

async function readAws(target: Target): Promise<DeployedTarget | undefined> {
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const deployed = await readDeployed(target, region);
  if (deployed === undefined) {
    printAside(`AWS is not asked: the region of ${target.url.host} is not known. Set AWS_REGION.`);
  }
  return deployed;
}

async function declaredTargets(directory: string, options: DoctorOptions): Promise<Target[]> {
  const { url, path } = options;
  const graph = await readGraph(directory, options, isLocal(options.url) ? "deploy" : "preview");
  const known = graph === undefined ? [] : targetsOf(readSnapshot(graph));
  if (url === undefined && graph === undefined) {
    throw new Error("Specify what to look at: --url <url>, --stack <stack> or --state <file>.");
  }
  if (url === undefined && known.length === 0) {
    throw new Error(
      `${graph?.stack ?? "The stack"} has no API with a custom domain, and no API whose id is known. Add --url, or --deployed to read the deployed stack.`,
    );
  }
  const targets = url === undefined ? known : [targetAt(url, known)];
  return path === undefined ? targets : targets.map((target) => atPath(target, path));
}

async function readGraph(
  directory: string,
  options: DoctorOptions,
  mode: ResourceGraph["mode"],
): Promise<ResourceGraph | undefined> {
  const { deployed, stack, state } = options;
  if (state !== undefined) {
    return readStackExport(state);
  }
  if (stack === undefined) {
    if (deployed) {
      throw new Error("--deployed needs the stack: add --stack <stack>.");
    }
    return undefined;
  }
  if (deployed) {
    return readStackExport(await exportStack(stack, directory));
  }
  // what AWS computes stays unknown: a made-up id would be compared with the real one; a local gateway made the same one up
  const { graph } = await evaluateProgram({ project: openProject(directory), stack, options, mode });
  return graph;
}

async function exportStack(stack: string, directory: string): Promise<unknown> {
  const args = ["stack", "export", "--stack", stack, "--cwd", directory, "--non-interactive"];
  try {
    const { stdout } = await promisify(execFile)("pulumi", args, { maxBuffer: 512 * 1024 * 1024 });
    return JSON.parse(stdout) as unknown;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error(
        `--deployed needs the Pulumi CLI, which is not on PATH. Where it is, run \`pulumi stack export --stack ${stack} --file state.json\`, and add --state state.json.`,
      );
    }
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`pulumi stack export --stack ${stack} failed: ${said}`);
  }
}

function isLocal(url: URL | undefined): boolean {
  return url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

function atPath(target: Target, path: string): Target {
  const url = new URL(target.url);
  const [pathname = "", query] = path.split("?", 2);
  url.pathname = `${target.basePath}/${pathname.replace(/^\//, "")}`;
  url.search = query ?? "";
  return { ...target, url };
}
