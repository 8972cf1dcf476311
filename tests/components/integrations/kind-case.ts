import type * as pulumi from "@pulumi/pulumi";
import type { IntegrationSpec } from "../../../components";
import type { ResourceNode } from "../../../engine/graph/graph";
import type { LocalSettings } from "../../../gateway/server";

/** The case that every kind of integration has to show before it can be merged: `describeKind` runs it. */
export interface KindCase {
  /** A spec of the kind. @param backend the URL of an HTTP backend, for kinds that have one */
  spec(backend: string): IntegrationSpec;
  /** The spec on a REST API, where some of its words are another's. @default the same */
  restSpec?(backend: string): IntegrationSpec;
  /** The spec on a WebSocket API, which has no paths. @default the same */
  webSocketSpec?(backend: string): IntegrationSpec;
  /** The same with a target that only a deployment knows. */
  unknown(value: pulumi.Output<string>): IntegrationSpec;
  /** @default "POST /things/{id}" */
  route?: string;
  /** Specifies what is said of a spec that has its kind alone, on the first kind of API that carries it. */
  empty: string[];
  /** The inputs of the integration on an HTTP API, without `apiId`; undefined where HTTP APIs can't have it. */
  http?: Record<string, unknown>;
  /** The extension on a REST API; undefined where REST APIs can't have it. */
  rest?: Record<string, unknown>;
  /** The inputs of the integration on a WebSocket API, without `apiId`; undefined where they can't have it. */
  webSocket?: Record<string, unknown>;
  /** The statements of the role that is made. @default no role */
  policy?: Statement[];
  /** An integration for each action of the kind, and all that its role may do; the first statement is of the action itself. */
  roles?: [spec: IntegrationSpec, ...statements: Allowed[]][];
  /** The reason why a resource of the policy has to end with a star. @default none has */
  wildcard?: string;
  /** The inputs of the permission that is made, without the API's ARN. @default no permission */
  permission?: Record<string, unknown>;
  /** Specifies what the local gateway needs beside the program. */
  local?: { nodes?: ResourceNode[]; settings?: (backend: string) => LocalSettings };
  /** Specifies what a request of the route gets from the local gateway, by kind of API; of a WebSocket API a message. */
  answers: Partial<Record<"HTTP" | "REST", Answer>> & { WEBSOCKET?: string | RegExp };
  /** A text that neither the gateway's log nor the inbox may have. */
  hidden?: string;
  /** Calls on a REST API that the service refuses, with the resources of `local`. */
  refusals?: Refusal[];
  /** The reason why the local gateway does not answer it on WebSocket APIs. @default it does */
  unserved?: string;
}

export interface Answer {
  /** Sent before, to the same route, whatever its answer. */
  status: number;
  /** The whole body, or what it has to match. */
  body: string | RegExp;
  /** Headers that the response has. @default not compared */
  headers?: Record<string, string>;
  /** The last call that a stand-in got: its service, operation, target and parameters. */
  inbox?: { service: string; operation: string; target: string; parameters: Record<string, unknown> };
}

export interface Refusal {
  name: string;
  spec: IntegrationSpec;
  status: number;
  body: string;
  /** A line of the gateway's log. */
  log: RegExp;
}

export interface Statement {
  Effect: "Allow";
  Action: string | string[];
  Resource: string | string[];
}

/** A statement in short. */
export type Allowed = [action: string | string[], resource: string | string[]];
