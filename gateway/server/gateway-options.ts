import type { StandIn } from "./auth/stand-in";
import type { LocalSettings } from "./private-backends/local-settings";
import type { GatewayLog, RequestObserver } from "./shared/request-record";
import type { TraceSettings } from "./telemetry/settings";
import type { WebSocketLimits } from "./websocket-api/connection-limits";

/** The options of a gateway. */
export interface GatewayOptions {
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /**
   * Further host names that are answered, beside addresses, `localhost`, `*.localhost`, the program's custom domains and API Gateway's
   * own names: any other Host header is refused, because a web page can send it (DNS rebinding). `*.example.com` stands for the
   * names below it, `*` for all. @default none
   */
  allowHosts?: string[];
  /** The port to listen on; 0 takes a free one. @default 8080 */
  port?: number;
  /** Takes every line that the gateway and its functions write. @default none */
  log?: GatewayLog;
  /** Takes each request once it is answered: what it was, and what decided. @default none */
  onRequest?: RequestObserver;
  /**
   * Indicates whether to serve the live page and the metrics below `/_gatewright`, to this machine alone. Without it these paths are the
   * API's. @default true
   */
  livePage?: boolean;
  /** Sends traces of requests by OpenTelemetry's SDK: `traceSettings(process.env)` of the same names. @default none is sent */
  traces?: TraceSettings;
  issuer?: {
    /** For which issuers the local issuer's keys stand in. @default "unreachable" */
    standIn?: StandIn;
  };
  /**
   * Specifies which host events and `$context` name (`domainName`), of which frameworks build links: the one that the client asked for,
   * or the one on AWS. @default "served"
   */
  publicHost?: "served" | "aws";
  /** Routes with IAM authorization: refuse every request, or trust it as a local caller. @default "refuse" */
  iam?: "refuse" | "trust";
  /**
   * The folder for the local issuer's key and the counts of usage plans, usually `.gatewright/`. It is made
   * where it is missing; the folder that holds it has to exist.
   * @default none: both last as long as the process
   */
  stateDirectory?: string;
  /** Variables added to every function's environment. */
  environment?: Record<string, string>;
  /**
   * Indicates whether to serve HTTPS, with certificates of a local authority that `stateDirectory` keeps. Domains with mutual TLS
   * need it. @default false
   */
  https?: boolean;
  /** The local backends of private integrations, and an emulator for AWS services. @default none */
  local?: LocalSettings;
  /** Limits of WebSocket connections. @default AWS's */
  webSocket?: WebSocketLimits;
}
