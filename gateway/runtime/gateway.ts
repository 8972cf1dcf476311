import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ResourceGraph } from "../../engine/graph";
import { buildApiModel } from "../model/api-model";
import type { LocalSettings } from "./backends/local-settings";
import { PrivateBackends } from "./backends/private-backends";
import { Authorization } from "./http/authorization";
import { HttpApiServer } from "./http/http-api-server";
import { IncomingRequest } from "./http/incoming-request";
import { HttpProxy } from "./http/http-proxy-integration";
import { Integrations } from "./http/integrations";
import { IssuerKeys } from "./issuer/issuer-keys";
import { ISSUER_PATH, IssuerService, type LocalIssuer } from "./issuer/local-issuer";
import { FunctionRegistry } from "./lambda/function-registry";
import {
  type Address,
  compileProgram,
  locateApi,
  locateByDomain,
  type Program,
  type ServedApi,
  stagePath,
} from "./program";
import { RestApiServer } from "./rest/rest-api-server";
import { RestAuthorization } from "./rest/rest-authorization";
import { RestIntegrations } from "./rest/rest-integrations";
import { LiveDeployments, type ServedRestApi } from "./rest/rest-program";
import { UsageLedger } from "./rest/usage-ledger";
import { UsagePlans } from "./rest/usage-plans";
import { AwsServices } from "./services/aws-services";
import type { InboxEntry } from "./services/inbox";
import { type LocalEndpoints, LocalServices } from "./services/local-services";
import { clientCertificate } from "./tls/client-certificate";
import { createListener } from "./tls/listener";
import { LocalAuthority } from "./tls/local-authority";
import { servedWebSocketStages } from "./websocket/served-api";
import { type WebSocketLimits, WebSocketServer } from "./websocket/websocket-server";

export interface GatewayOptions {
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /** The port to listen on; 0 takes a free one. @default 8080 */
  port?: number;
  /** Takes every line that the gateway and its functions write. @default none */
  log?: (line: string) => void;
  issuer?: {
    /** Whether the local issuer's keys stand in for issuers that cannot be reached. @default true */
    standIn?: boolean;
  };
  /** Routes with IAM authorization: refuse every request, or trust it as a local caller. @default "refuse" */
  iam?: "refuse" | "trust";
  /**
   * Where the local issuer keeps its key and usage plans their counts, usually `.gatewright/`.
   * @default none: both last as long as the process
   */
  stateDirectory?: string;
  /** Variables added to every function's environment. */
  environment?: Record<string, string>;
  /**
   * Whether to serve HTTPS, with certificates of a local authority that `stateDirectory` keeps. Domains with mutual TLS
   * need it. @default false
   */
  https?: boolean;
  /** The local backends of private integrations, and an emulator for AWS services. @default none */
  local?: LocalSettings;
  /** Limits of WebSocket connections. @default AWS's */
  webSocket?: WebSocketLimits;
}

/** One stage of one API, as it is served. */
export interface ServedStage {
  /** The API's name. */
  name: string;
  /** The API's id. */
  id: string;
  stage: string;
  /** With a slash at the end. */
  url: string;
}

/** One path of a custom domain, as it is served. */
export interface ServedDomain {
  domainName: string;
  /** `<domain>.localhost` with the path of the mapping and a slash at the end; the domain itself is a Host header away. */
  url: string;
}

export interface Gateway {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apis: ServedStage[];
  readonly issuer: LocalIssuer;
  /** The file with the certificate that clients have to trust; undefined without HTTPS, or where nothing is kept. */
  readonly authorityFile: string | undefined;
  /** The custom domains of the program: requests find them by their Host header. */
  readonly domains: ServedDomain[];
  /** What the stand-ins of AWS services got, oldest first. */
  readonly inbox: readonly InboxEntry[];
  /** The local AWS services that the program needs; none that it does not. */
  readonly endpoints: LocalEndpoints;
  /**
   * Serves another graph from now on. Requests under way finish on the one that they came in with; functions whose code
   * and configuration are the same keep their warm environments.
   *
   * @param local Its local backends. @default the same as before
   */
  update(graph: ResourceGraph, local?: LocalSettings): Promise<void>;
  /** Stops listening, waits for nothing but its own processes to end. */
  close(): Promise<void>;
}

/** Connections stay open for the next request as long as those of a load balancer do. */
const KEEP_ALIVE_MS = 65_000;
/** Headers up to here are read, so that the gateway can answer 431 in API Gateway's words. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Serves the HTTP, REST and WebSocket APIs of a program on this machine.
 *
 * @throws Error where the port is taken or the address cannot be listened on.
 */
export async function startGateway(graph: ResourceGraph, options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = new LocalGateway(options);
  try {
    await gateway.start(graph);
  } catch (error) {
    await gateway.close();
    throw error;
  }
  return gateway;
}

class LocalGateway implements Gateway {
  url = "";
  private issuerService: IssuerService | undefined;
  private keys: IssuerKeys | undefined;
  private httpApis: HttpApiServer | undefined;
  private restApis: RestApiServer | undefined;
  private ledger: UsageLedger | undefined;
  private usagePlans: UsagePlans | undefined;
  private readonly deployments: LiveDeployments;
  private program: Program | undefined;
  private updating: Promise<void> = Promise.resolve();
  private server: Server | undefined;
  private authority: LocalAuthority | undefined;
  private readonly functions: FunctionRegistry;
  /** Of every function: what the local services need, then what the caller asked for. */
  private readonly environment: Record<string, string> = {};
  private readonly services: LocalServices;
  private readonly webSockets: WebSocketServer;
  private readonly proxy = new HttpProxy();
  private readonly backends: PrivateBackends;
  private readonly awsServices: AwsServices;
  private local: LocalSettings;
  private readonly log: (line: string) => void;

  constructor(private readonly options: GatewayOptions) {
    this.log = options.log ?? (() => undefined);
    this.deployments = new LiveDeployments(this.log);
    this.backends = new PrivateBackends(this.log);
    this.awsServices = new AwsServices(options.stateDirectory, this.log);
    this.local = options.local ?? { backends: {}, commands: {} };
    this.services = new LocalServices((message, outgoing) => this.receive(message, outgoing), this.log);
    this.functions = new FunctionRegistry(this.environment, this.log);
    this.webSockets = new WebSocketServer({
      limits: options.webSocket ?? {},
      iam: options.iam ?? "refuse",
      proxy: this.proxy,
      log: this.log,
      program: () => this.program,
      hold: (program, work) => this.hold(program, work),
      callbackHost: () => this.services.callbackHost,
    });
  }

  get issuer(): LocalIssuer {
    if (this.issuerService === undefined) {
      throw new Error("the gateway has not started");
    }
    return this.issuerService;
  }

  get authorityFile(): string | undefined {
    return this.authority?.file;
  }

  get domains(): ServedDomain[] {
    const [scheme, port] = [this.authority === undefined ? "http" : "https", /:(\d+)$/.exec(this.url)?.[1] ?? ""];
    return (this.program?.domains ?? []).flatMap(({ domainName, mappings }) =>
      mappings.map(({ path }) => ({
        domainName,
        url: `${scheme}://${domainName.replace("*", "any")}.localhost:${port}/${path === "" ? "" : `${path}/`}`,
      })),
    );
  }

  get inbox(): readonly InboxEntry[] {
    return this.awsServices.inbox.entries;
  }

  get endpoints(): LocalEndpoints {
    return this.services.endpoints;
  }

  get apis(): ServedStage[] {
    const { program } = this;
    const http = [...(program?.apis ?? []), ...(program?.restApis ?? [])].flatMap(({ model }) =>
      model.stages.map(({ name }) => ({
        name: model.name,
        id: model.id,
        stage: name,
        url: program === undefined ? "" : this.url + stagePath(program, model, name),
      })),
    );
    return [...http, ...servedWebSocketStages(program?.webSocketApis ?? [], this.url)];
  }

  async start(graph: ResourceGraph): Promise<void> {
    const { host = "127.0.0.1", port = 8080, issuer, iam = "refuse", stateDirectory } = this.options;
    const server = await this.listener(graph, host);
    this.server = server;
    await listen(server, host, port);
    const bound = server.address() as AddressInfo;
    this.url = `${this.authority === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${bound.port}`;
    this.issuerService = await IssuerService.open(`${this.url}${ISSUER_PATH}`, stateDirectory);
    this.keys = new IssuerKeys(this.issuerService, issuer?.standIn ?? true, this.log);
    const authorization = new Authorization(this.keys, iam, this.log);
    const integrations = new Integrations(this.proxy, this.backends, this.awsServices, this.log);
    this.httpApis = new HttpApiServer(authorization, integrations, this.log);
    this.ledger = await UsageLedger.open(stateDirectory);
    this.usagePlans = new UsagePlans(this.ledger);
    const restAuthorization = new RestAuthorization(this.keys, iam, this.log);
    const restIntegrations = new RestIntegrations(this.proxy, this.backends, this.awsServices, this.services, this.log);
    this.restApis = new RestApiServer(restAuthorization, restIntegrations, this.usagePlans, this.log);
    await this.update(graph);
  }

  private async listener(graph: ResourceGraph, host: string): Promise<Server> {
    const { https = false, stateDirectory } = this.options;
    this.authority = https ? await LocalAuthority.open(stateDirectory) : undefined;
    const tls = this.authority && {
      authority: this.authority,
      host,
      asksForCertificates: buildApiModel(graph).domains.some(({ mutualTls }) => mutualTls !== undefined),
      domains: () => this.program?.domains ?? [],
    };
    const options = { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS };
    const server = await createListener(options, tls, (message, outgoing) => this.receive(message, outgoing));
    server.on("upgrade", (message, socket, head) => this.webSockets.upgrade(message, socket, head));
    return server;
  }

  update(graph: ResourceGraph, local: LocalSettings = this.local): Promise<void> {
    // one at a time: each update hands its functions on to the next
    this.updating = this.updating.then(
      () => this.swap(graph, local),
      () => this.swap(graph, local),
    );
    return this.updating;
  }

  private async swap(graph: ResourceGraph, local: LocalSettings): Promise<void> {
    const before = this.program;
    const model = buildApiModel(graph);
    this.local = local;
    await this.backends.configure(graph, local);
    this.awsServices.configure(graph, local.endpoint);
    const workingDirectory = graph.workingDirectory ?? graph.projectDirectory ?? process.cwd();
    Object.assign(this.environment, await this.services.prepare(graph, model), this.options.environment);
    const functions = await this.functions.load(this.services.withLocalCallbacks(graph, model), workingDirectory);
    const program = compileProgram(graph, model, functions, this.deployments);
    this.usagePlans?.configure(model);
    for (const { severity, name, text } of model.problems) {
      this.log(`${severity}: ${name}: ${text}`);
    }
    this.program = program;
    this.keys?.prepare(jwtIssuers(program));
    if (before !== undefined) {
      this.retireWhenIdle(before);
    }
  }

  async close(): Promise<void> {
    this.program = undefined;
    this.ledger?.close();
    this.webSockets.close();
    const { server } = this;
    const closed = new Promise<void>((done) => (server === undefined ? done() : server.close(() => done())));
    server?.closeAllConnections();
    this.proxy.close();
    const { functions, services, backends, awsServices } = this;
    await Promise.all([closed, functions.close(), services.close(), backends.close(), awsServices.close()]);
  }

  private receive(message: IncomingMessage, outgoing: ServerResponse): void {
    const { program, httpApis, restApis } = this;
    const url = message.url ?? "/";
    if (url.startsWith(`${ISSUER_PATH}/`)) {
      this.serveIssuer(url.slice(ISSUER_PATH.length), outgoing);
      return;
    }
    if (this.webSockets.manage(message, outgoing)) {
      return;
    }
    const address = program && this.locate(program, message, outgoing);
    if (address === "refused") {
      return;
    }
    if (program === undefined || httpApis === undefined || restApis === undefined || address === undefined) {
      sendJson(outgoing, 404, { message: "Not Found" });
      return;
    }
    const { api } = address;
    const serve = (): Promise<void> =>
      api.kind === "rest"
        ? restApis.serve(program, { ...address, api }, message, outgoing)
        : httpApis.serve(program, { ...address, api }, message, outgoing);
    void this.hold(program, serve).catch((error: unknown) => this.crashed(error, outgoing));
  }

  /** The API that a request is for; a domain refuses what no mapping takes, and clients without a trusted certificate. */
  private locate(
    program: Program,
    message: IncomingMessage,
    outgoing: ServerResponse,
  ): Address<ServedApi | ServedRestApi> | undefined | "refused" {
    const { url = "/", headers } = message;
    if (program.domains.length === 0) {
      return locateApi(program, url, headers.host);
    }
    const found = locateByDomain(program, url, headers.host, new IncomingRequest(message, url).headers);
    if (found === undefined) {
      return locateApi(program, url, headers.host);
    }
    const { domain, address } = found;
    const untrusted = domain.mutualTls !== undefined && clientCertificate(message.socket) === undefined;
    if (address !== undefined && !untrusted) {
      return address;
    }
    const why = untrusted
      ? `the client presented no certificate that its truststore vouches for${this.authority === undefined ? " (serve with HTTPS)" : ""}`
      : "no mapping takes the path";
    this.log(`${message.method} ${domain.domainName}${url}: 403, ${why}`);
    sendJson(outgoing, 403, { message: "Forbidden" });
    return "refused";
  }

  /** Keeps the functions of a program while the work runs, though another may take its place meanwhile. */
  private async hold<T>(program: Program, work: () => Promise<T>): Promise<T> {
    program.inFlight++;
    try {
      return await work();
    } finally {
      program.inFlight--;
      this.retireWhenIdle(program);
    }
  }

  private serveIssuer(path: string, outgoing: ServerResponse): void {
    const document = this.issuerService?.document(path);
    sendJson(outgoing, document === undefined ? 404 : 200, document ?? { message: "Not Found" });
  }

  /** A defect of the gateway itself: the client gets API Gateway's own words for it. */
  private crashed(error: unknown, outgoing: ServerResponse): void {
    this.log(`the gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (outgoing.headersSent) {
      outgoing.destroy();
    } else {
      sendJson(outgoing, 500, { message: "Internal Server Error" });
    }
  }

  /** Ends the functions of a program that was replaced, once its last request is answered. */
  private retireWhenIdle(program: Program): void {
    if (program !== this.program && program.inFlight === 0) {
      void this.functions.retire(program.functions);
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} of ${host} is taken by another program: end that one, or choose another port with --port.`;
      reject(new Error(error.code === "EADDRINUSE" ? taken : `Cannot listen on ${host}:${port}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}

function sendJson(outgoing: ServerResponse, statusCode: number, value: object): void {
  const body = JSON.stringify(value);
  outgoing.writeHead(statusCode, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}

function jwtIssuers(program: Program): Set<string> {
  const authorizers = program.apis.flatMap(({ model }) => model.authorizers);
  const methods = program.restApis.flatMap(({ model }) => model.definition.methods);
  const pools = methods.flatMap(({ authorizer }) =>
    authorizer?.type === "COGNITO_USER_POOLS" ? authorizer.issuers : [],
  );
  const issuers = authorizers.flatMap((authorizer) => (authorizer.type === "JWT" ? [authorizer.issuer] : []));
  return new Set([...issuers, ...pools]);
}
