import type { LocalIssuer } from "../auth/local-issuer";
import type { InboxEntry } from "../aws-services/inbox";
import type { PlanState } from "../rest-api/usage-plans";
import type { ServedApis } from "../served-apis";
import type { ServedStage } from "../served-urls";
import type { OpenConnections } from "../websocket-api/open-connections";

/** The parts of the gateway that the live page shows. */
export interface PageSources {
  /** Without a slash at the end. */
  readonly url: string;
  /** Undefined until a program is served. */
  readonly served: ServedApis | undefined;
  readonly apis: readonly ServedStage[];
  readonly issuer: LocalIssuer;
  /** Resolves whether tokens that the local issuer signs in this issuer's name are accepted. */
  acceptsLocalTokens(issuer: string): Promise<boolean>;
  /** Returns what is left of usage plans. */
  planStates(now: number): PlanState[];
  readonly inbox: readonly InboxEntry[];
  readonly connections: Pick<OpenConnections, "list" | "send" | "disconnect">;
}
