import type { CorsModel } from "../gateway/model/api-model";
import type { ParsedRouteKey } from "../aws/route-key";

/** One base URL to look at, and all that is known of what stands behind it. */
export interface Target {
  /** The request to look at: scheme, host, stage or base path, and the route's path. */
  url: URL;
  /** The start of the path that is not the route's: the stage's name or the mapping's base path, `/v1`; empty for none. */
  basePath: string;
  api?: ApiFacts;
  domain?: DomainFacts;
  authorizers: JwtFacts[];
}

export interface ApiFacts {
  kind: "http" | "rest" | "websocket";
  /** Undefined until it has been deployed. */
  id?: string;
  name: string;
  region: string;
  stage: string;
  /** Set where the gateway owns CORS; null where it is known that it does not. */
  cors?: CorsModel | null;
  disableExecuteApiEndpoint?: boolean;
  /** The routes, by key, with what can be reported of why they fail. */
  routes: RouteFacts[];
}

export interface RouteFacts {
  key: ParsedRouteKey;
  invokePermission?: "allowed" | "missing" | "unknown" | "notNeeded";
  functionName?: string;
  functionArn?: string;
  functionTimeoutMs?: number;
  integrationTimeoutMs?: number;
  /** A JWT needs one of these; empty asks for none. */
  scopes: string[];
  /** The JWT authorizer's name. */
  authorizer?: string;
  /** Indicates whether a request without credentials is refused. */
  protected: boolean;
}

export interface DomainFacts {
  name: string;
  /** Undefined until it is known. */
  region?: string;
  /**
   * The domain name that DNS must point to: `d-abc.execute-api.eu-west-1.amazonaws.com`, or a distribution for an edge-optimized
   * domain.
   */
  target?: string;
  /** Set for an edge-optimized domain, whose certificate is CloudFront's. */
  isEdge?: boolean;
  /** The target of the name's alias record, where its hosted zone could be read. */
  alias?: string;
  certificate?: CertificateFacts;
}

export interface CertificateFacts {
  arn?: string;
  region?: string;
  /** As ACM has it: `ISSUED`, `PENDING_VALIDATION`, `FAILED`, ... */
  status?: string;
  /** The certificate's name and its target alternative names. */
  names: string[];
  /** Milliseconds since 1970. */
  notAfter?: number;
  /** The records that prove who owns the names. */
  validation: { name: string; type: string; value: string }[];
  failure?: string;
}

export interface JwtFacts {
  name: string;
  issuer: string;
  /** Undefined where they are not known. */
  audiences?: string[];
}
