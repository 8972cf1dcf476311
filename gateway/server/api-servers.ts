import type { ApiModel } from "../model/api-model";
import { Authorization } from "./http-api/authorization";
import { HttpApiServer } from "./http-api/server";
import { Integrations } from "./http-api/integrations";
import type { IntegrationTargets } from "./integration-targets";
import { IssuerKeys } from "./auth/issuer-keys";
import type { StandIn } from "./auth/stand-in";
import { TokenSignatures } from "./auth/token-signatures";
import { ISSUER_PATH, IssuerService } from "./auth/local-issuer";
import { type ServedApis, tokenIssuers } from "./served-apis";
import type { GatewayLog, ExchangeObserver } from "./shared/request-record";
import type { Traces } from "./telemetry/traces";
import { RestApiServer } from "./rest-api/server";
import { RestAuthorization } from "./rest-api/authorization";
import { RestIntegrations } from "./rest-api/integrations";
import { UsageLedger } from "./rest-api/usage-ledger";
import { type PlanState, UsagePlans } from "./rest-api/usage-plans";

export interface ApiServersOptions {
  /** The URL of the gateway, which its issuer has in every token. Without a slash at the end. */
  gatewayUrl: string;
  standIn: StandIn;
  iam: "refuse" | "trust";
  /** The folder for the issuer's key and the counts of usage plans. */
  stateDirectory: string | undefined;
  targets: IntegrationTargets;
  log: GatewayLog;
  traces?: Traces | undefined;
  onRequest?: ExchangeObserver;
}

/** The servers of HTTP and of REST APIs, and what they keep from program to program: issuers' keys and usage plans' counts. */
export class ApiServers {
  private constructor(
    readonly issuer: IssuerService,
    readonly httpApis: HttpApiServer,
    readonly restApis: RestApiServer,
    readonly keys: IssuerKeys,
    private readonly ledger: UsageLedger,
    readonly usagePlans: UsagePlans,
  ) {}

  static async open({
    gatewayUrl,
    standIn,
    iam,
    stateDirectory,
    targets,
    log,
    onRequest,
    traces,
  }: ApiServersOptions): Promise<ApiServers> {
    const { client, awsServices } = targets;
    const issuer = await IssuerService.openForServing(`${gatewayUrl}${ISSUER_PATH}`, stateDirectory, log);
    const keys = new IssuerKeys(issuer, standIn, log);
    const tokens = new TokenSignatures(keys);
    const integrations = new Integrations(client, awsServices, log);
    const httpApis = new HttpApiServer(new Authorization(tokens, iam, log), integrations, log, onRequest, traces);
    const ledger = UsageLedger.open(stateDirectory, log);
    const usagePlans = new UsagePlans(ledger);
    const restIntegrations = new RestIntegrations(client, awsServices, log);
    const restApis = new RestApiServer(
      new RestAuthorization(tokens, iam, log),
      restIntegrations,
      usagePlans,
      log,
      onRequest,
      traces,
    );
    return new ApiServers(issuer, httpApis, restApis, keys, ledger, usagePlans);
  }

  /** Takes the keys, plans and issuers of the program that is served from now on. */
  configure(served: ServedApis, model: Pick<ApiModel, "usagePlans" | "apiKeys">): void {
    this.usagePlans.configure(model);
    this.keys.prepare(tokenIssuers(served));
  }

  /** Returns what is left of the quotas of usage plans. */
  planStates(now: number): PlanState[] {
    return this.usagePlans.states(now);
  }

  close(): void {
    this.ledger.close();
  }
}
