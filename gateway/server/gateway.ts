import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Snapshot } from "../model/snapshot";
import { ApiServers } from "./api-servers";
import type { LocalSettings } from "./private-backends/local-settings";
import { CurrentApis } from "./current-apis";
import type { GatewayOptions } from "./gateway-options";
import { IntegrationTargets } from "./integration-targets";
import type { LocalIssuer } from "./auth/local-issuer";
import { compileServedApis, type ServedApis } from "./served-apis";
import { RequestRouter } from "./request-router";
import { ServedHosts } from "./served-hosts";
import { LiveDeployments } from "./rest-api/served-api";
import type { UsagePlans } from "./rest-api/usage-plans";
import { type ServedDomain, servedDomains, type ServedStage, servedStages } from "./served-urls";
import type { InboxEntry } from "./aws-services/inbox";
import type { LocalEndpoints } from "./aws-services/local-services";
import { type GatewayLog, type ExchangeObserver, requestObserver } from "./shared/request-record";
import { hiddenRoutes } from "./console/hidden-routes";
import { LivePage, type LivePageControl, pageOrigin } from "./console/live-page";
import type { PageSources } from "./console/page-sources";
import type { PlanState } from "./rest-api/usage-plans";
import type { OpenConnections } from "./websocket-api/open-connections";
import { answerStarting } from "./starting";
import { Traces } from "./telemetry/traces";
import { closeServer } from "./transport/closing";
import { createListener, limitConnections, listen } from "./transport/listener";
import { ignoreUpgrade, upgradeKind } from "./transport/upgrade";
import { LocalAuthority } from "./transport/local-authority";
import { WebSocketServer } from "./websocket-api/server";

export interface Gateway {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apis: ServedStage[];
  readonly issuer: LocalIssuer;
  /** The file with the certificate that clients have to trust; undefined without HTTPS, or where nothing is kept. */
  readonly authorityFile: string | undefined;
  /** The custom domains of the program: requests find them by their Host header. */
  readonly domains: ServedDomain[];
  /** Resolves whether tokens that the local issuer signs in this issuer's name are accepted. */
  acceptsLocalTokens(issuer: string): Promise<boolean>;
  /** The calls that the stand-ins of AWS services received, oldest first. */
  readonly inbox: readonly InboxEntry[];
  /** The local AWS services that the program needs; none that it does not. */
  readonly endpoints: LocalEndpoints;
  /**
   * Serves another graph from now on. Requests under way finish on the one that they came in with; functions whose code
   * and configuration are the same keep their warm environments.
   *
   * @param local Its local backends. @default the same as before
   */
  update(snapshot: Snapshot, local?: LocalSettings): Promise<void>;
  /** The live page: its URL, which is its key, and the state of the program that it shows. Undefined where it is switched off. */
  readonly livePage: LivePageControl | undefined;
  /** Stops listening, waits for nothing but its own processes to end. */
  close(): Promise<void>;
}

/**
 * Serves the HTTP, REST and WebSocket APIs of a program on this machine.
 *
 * @throws Error where the port is taken or the address cannot be listened on.
 */
export async function startGateway(snapshot: Snapshot, options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = new LocalGateway(options);
  try {
    await gateway.start(snapshot);
  } catch (error) {
    await gateway.close();
    throw error;
  }
  return gateway;
}

class LocalGateway implements Gateway, PageSources {
  url = "";
  private server: Server | undefined;
  private authority: LocalAuthority | undefined;
  /** Made once the gateway's URL is known. */
  private servers: ApiServers | undefined;
  private router: RequestRouter | undefined;
  private updating: Promise<void> = Promise.resolve();
  private closing: Promise<void> | undefined;
  private local: LocalSettings;
  private readonly current: CurrentApis;
  private readonly deployments: LiveDeployments;
  private readonly targets: IntegrationTargets;
  private readonly webSockets: WebSocketServer;
  private readonly hosts: ServedHosts;
  private readonly log: GatewayLog;
  private readonly page: LivePage | undefined;
  private readonly traces: Traces | undefined;
  private readonly observe: ExchangeObserver | undefined;

  constructor(private readonly options: GatewayOptions) {
    const { log = () => undefined, iam = "refuse", webSocket: limits = {}, stateDirectory, environment } = options;
    const receive: RequestListener = (message, outgoing) => this.receive(message, outgoing);
    this.log = log;
    this.page = options.livePage === false ? undefined : new LivePage(this);
    this.traces = options.traces && Traces.open(options.traces);
    this.observe = requestObserver(
      this.page && ((record, exchange) => this.page?.observe(record, exchange)),
      this.traces && ((record, exchange) => this.traces?.end(record, exchange)),
      // without what the request carried
      options.onRequest && ((record) => options.onRequest?.(record)),
    );
    this.local = options.local ?? { backends: {}, commands: {} };
    this.targets = new IntegrationTargets({ stateDirectory, environment, receive, log });
    const { client, services } = this.targets;
    const current = new CurrentApis((retired, live) => this.targets.retire(retired, live));
    this.current = current;
    this.deployments = new LiveDeployments(log);
    const callbackHost = (): string => services.callbackHost;
    this.hosts = new ServedHosts(options.host ?? "127.0.0.1", options.allowHosts);
    const usagePlans = (): UsagePlans | undefined => this.servers?.usagePlans;
    this.webSockets = new WebSocketServer({
      limits,
      iam,
      client,
      services: this.targets.awsServices,
      usagePlans,
      current,
      hosts: this.hosts,
      callbackHost,
      log,
      onRequest: this.observe,
      traces: this.traces,
      onConnections: () => this.page?.acted(),
    });
  }

  get apis(): ServedStage[] {
    const { value: served } = this.current;
    return served === undefined ? [] : servedStages(served, this.url);
  }

  get domains(): ServedDomain[] {
    const { value: served } = this.current;
    return served === undefined ? [] : servedDomains(served, this.url);
  }

  get issuer(): LocalIssuer {
    if (this.servers === undefined) {
      throw new Error("the gateway has not started");
    }
    return this.servers.issuer;
  }

  async acceptsLocalTokens(issuer: string): Promise<boolean> {
    return (await this.servers?.keys.acceptsLocalTokens(issuer)) ?? false;
  }

  get livePage(): LivePageControl | undefined {
    const { host = "127.0.0.1" } = this.options;
    return this.page && { url: this.page.url(pageOrigin(this.url, host)), reload: this.page.reload };
  }

  get served(): ServedApis | undefined {
    return this.current.value;
  }

  get connections(): OpenConnections {
    return this.webSockets.connections;
  }

  planStates(now: number): PlanState[] {
    return this.servers?.planStates(now) ?? [];
  }

  get authorityFile(): string | undefined {
    return this.authority?.file;
  }

  get inbox(): readonly InboxEntry[] {
    return this.targets.awsServices.inbox.entries;
  }

  get endpoints(): LocalEndpoints {
    return this.targets.services.endpoints;
  }

  async start(snapshot: Snapshot): Promise<void> {
    const { host = "127.0.0.1", port = 8080, https = false, issuer, iam = "refuse", stateDirectory } = this.options;
    const { publicHost = "served" } = this.options;
    const onRequest = this.observe;
    const { webSockets, targets, current, log } = this;
    this.authority = https ? await LocalAuthority.open(stateDirectory) : undefined;
    this.server = this.listener(snapshot, host);
    this.url = await listen(this.server, host, port);
    const standIn = issuer?.standIn ?? "unreachable";
    this.servers = await ApiServers.open({
      gatewayUrl: this.url,
      standIn,
      iam,
      stateDirectory,
      targets,
      log,
      onRequest,
      traces: this.traces,
    });
    this.router = new RequestRouter(
      this.servers,
      webSockets,
      current,
      this.hosts,
      { isHttps: https, publicHost },
      log,
      onRequest,
      this.page,
    );
    await this.update(snapshot);
  }

  private listener({ model }: Snapshot, host: string): Server {
    const tls = this.authority && {
      authority: this.authority,
      host,
      asksForCertificates: model.domains.some(({ mutualTls }) => mutualTls !== undefined),
      domains: () => this.current.value?.domains ?? [],
      hosts: this.hosts,
    };
    const server = createListener(tls, (message, outgoing) => this.receive(message, outgoing));
    limitConnections(server, this.log);
    server.on("upgrade", (message, socket, head) => {
      if (upgradeKind(message) === "other") {
        ignoreUpgrade(server, message, socket, head);
      } else {
        this.webSockets.upgrade(message, socket, head);
      }
    });
    return server;
  }

  private receive(message: IncomingMessage, outgoing: ServerResponse): void {
    if (this.router === undefined) {
      answerStarting(outgoing);
    } else {
      this.router.route(message, outgoing);
    }
  }

  update(snapshot: Snapshot, local?: LocalSettings): Promise<void> {
    // one at a time: each update hands its functions on to the next
    const swap = async (): Promise<void> => {
      if (this.closing === undefined) {
        await this.swap(snapshot, local ?? this.local);
      }
    };
    this.updating = this.updating.then(swap, swap);
    return this.updating;
  }

  /** Waits for all that the program needs, and then takes its place in one step: a request sees the one or the other. */
  private async swap(snapshot: Snapshot, local: LocalSettings): Promise<void> {
    const { model } = snapshot;
    const targets = await this.targets.prepare(snapshot, local);
    if (this.closing !== undefined) {
      return;
    }
    const served = compileServedApis(model, targets, this.deployments);
    for (const { severity, name, text } of model.problems) {
      this.log(`${severity}: ${name}: ${text}`);
    }
    this.local = local;
    this.targets.adopt(snapshot, local);
    this.current.replace(served);
    this.servers?.configure(served, model);
    if (this.page !== undefined) {
      hiddenRoutes(served, this.url).forEach((line) => this.log(line));
    }
    this.page?.configure(snapshot);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.current.close();
    this.page?.close();
    this.servers?.close();
    this.webSockets.close();
    await Promise.all([closeServer(this.server), this.targets.backends.close()]);
    // what an update under way has started ends with the rest
    await this.updating.catch(() => undefined);
    await this.targets.close();
    await this.traces?.close();
  }
}
