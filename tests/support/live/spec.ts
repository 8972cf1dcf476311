/** The target of a route, as plain data. */
export type Target =
  | { to: "url"; url: string; name?: string }
  | { to: "function"; function: string; name?: string; late?: boolean; qualifier?: string }
  | { to: "queue"; queue: string };

/** The decision on who may call, as plain data. */
export type Decision =
  | { by: "nobody" }
  | { by: "iam" }
  | { by: "jwt"; issuer: string; audience?: string; name?: string; scopes?: string[] }
  | { by: "function"; function: string; name?: string; sources?: string[] };

export interface RouteSpec {
  key: string;
  target: Target;
  decision: Decision;
  throttled?: boolean;
}

/** An API's logical name, and the one that it had before. */
interface Named {
  name: string;
  alias?: string;
}

export interface HttpSpec extends Named {
  deployAs?: "openapi" | "resources";
  routes: RouteSpec[];
  /** By name; those with `false` are not deployed automatically. */
  stages: Record<string, boolean>;
  cors?: string;
  tag?: string;
  logs: boolean;
  closed?: boolean;
}

export interface RestSpec extends Named {
  routes: RouteSpec[];
  stages: string[];
  cors?: string;
  tag?: string;
  logs: boolean;
  closed?: boolean;
  apiKey?: boolean;
  release?: number;
  keepReleases?: number;
  rollbackTo?: number;
  canary?: number;
}

export interface SocketSpec extends Named {
  routes: { key: string; target: Target; answers?: boolean }[];
  decision: Decision;
  stage: string;
  autoDeploy: boolean;
  apiKey?: boolean;
}

export interface DomainSpec {
  domainName: string;
  certificate?: string;
  alternativeName?: string;
  /** The APIs by path. */
  mappings: Record<string, "http" | "rest" | "socket">;
  /** The priority of a rule to the REST API. */
  rule?: number;
  records: boolean;
  securityPolicy?: string;
}

export interface PlansSpec {
  plans: string[];
  consumers: Record<string, { plan: string; rotation?: number; secret?: boolean; value?: string }>;
}

/** A program of this package's components, as plain data that a failure can print. */
export interface ProgramSpec {
  http?: HttpSpec;
  rest?: RestSpec;
  socket?: SocketSpec;
  domain?: DomainSpec;
  regions?: string[];
  plans?: PlansSpec;
}
