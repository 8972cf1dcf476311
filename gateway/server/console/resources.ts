import { isRecord } from "../../../language/is-record";
import type { HiddenValues } from "./hidden-values";
import { limitsView } from "./limits-view";
import type { PageSources } from "./page-sources";
import { keyChoices, programView, tokenChoices } from "./program-view";
import type { RecentRequests } from "./recent-requests";
import type { ReloadState } from "./reload-state";
import { replay, type Replay, type ReplayResult } from "./replay";
import { requestDetail, requestSummary, type RequestSummary } from "./request-view";

/** Entries of the inbox that the page shows. */
const SHOWN_ENTRIES = 100;

/** The answer of a resource of the page. */
export interface ResourceAnswer {
  status: number;
  value: object;
}

const GONE: ResourceAnswer = {
  status: 404,
  value: { problem: "It is gone: only the last requests and open connections are kept." },
};

/** The JSON resources of the live page. What a client or a program wrote leaves them without secrets. */
export class PageResources {
  constructor(
    private readonly sources: PageSources,
    private readonly recent: RecentRequests,
    private readonly reload: ReloadState,
    private readonly hidden: HiddenValues,
  ) {}

  /** @param path Below the page's URL, such as `requests/12`. */
  async get(path: string): Promise<ResourceAnswer> {
    const [name, id = ""] = path.split("/");
    switch (name) {
      case "program":
        return found(this.program);
      case "activity":
        return found(this.activity);
      case "requests": {
        if (id === "") {
          return found({ requests: this.requestsAfter(0) });
        }
        const kept = this.recent.find(Number(id));
        return kept === undefined ? GONE : found(requestDetail(kept, this.hidden, this.sources.url));
      }
      case "access":
        return found(await this.access());
      default:
        return GONE;
    }
  }

  async post(path: string, body: unknown): Promise<ResourceAnswer> {
    const [name, id = "", action] = path.split("/");
    const given = isRecord(body) ? body : {};
    switch (name) {
      case "replay":
        return isReplay(given) ? replayed(await this.replay(given)) : invalid("number, method, url, headers and body");
      case "tokens":
        return this.mint(given);
      case "keys":
        return this.key(id);
      case "connections":
        return this.connection(decodeURIComponent(id), action, given);
      case "clear":
        this.recent.clear();
        return found({});
      default:
        return GONE;
    }
  }

  /** The program that is served, and the state of its last change. */
  get program(): object {
    const { served, apis } = this.sources;
    return this.withoutSecrets({
      reload: this.reload.value,
      ...(served === undefined ? { stages: [], routes: [] } : programView(served, apis)),
    });
  }

  /** The values that requests change: limits, connections and the inbox. */
  get activity(): object {
    const { served, connections, inbox } = this.sources;
    const names = new Map((served?.webSocketApis ?? []).map(({ model }) => [model.id, model.name]));
    return this.withoutSecrets({
      skipped: this.recent.skipped,
      limits:
        served === undefined ? { throttles: [], plans: [] } : limitsView(served, this.sources.planStates(Date.now())),
      connections: connections.list().map((it) => ({ ...it, api: names.get(it.apiId) ?? it.apiId })),
      inbox: inbox.slice(-SHOWN_ENTRIES).map((entry) => ({
        ...entry,
        parameters: this.hidden.forRequest([], "").content(JSON.stringify(entry.parameters)),
      })),
    });
  }

  /** The rows of the requests after the one with a number. */
  requestsAfter(number: number): RequestSummary[] {
    return this.recent.since(number).map((kept) => requestSummary(kept, this.hidden));
  }

  /** Tokens that can be signed here, and keys that can be copied. */
  private async access(): Promise<object> {
    const { served } = this.sources;
    const choices = served === undefined ? [] : tokenChoices(served);
    const tokens = await Promise.all(
      choices.map(async (choice) => ({ ...choice, isLocal: await this.sources.acceptsLocalTokens(choice.issuer) })),
    );
    return this.withoutSecrets({ tokens, keys: keyChoices(served?.apiKeys ?? []) });
  }

  private async mint(given: Record<string, unknown>): Promise<ResourceAnswer> {
    const { issuer, audience, scope, sub } = given;
    const { served } = this.sources;
    const choice = (served === undefined ? [] : tokenChoices(served)).find(
      (candidate) => candidate.issuer === issuer && candidate.audience === audience,
    );
    if (choice === undefined || typeof sub !== "string" || typeof scope !== "string") {
      return invalid("issuer and audience of an authorizer, sub and scope");
    }
    if (!(await this.sources.acceptsLocalTokens(choice.issuer))) {
      return {
        status: 409,
        value: { problem: `${choice.issuer} signs its own tokens: get one there, or serve with --stand-in always.` },
      };
    }
    const token = await this.sources.issuer.mint({
      issuer: choice.issuer,
      audience: choice.audience === "" ? undefined : choice.audience,
      scope: scope === "" ? undefined : scope,
      sub: sub === "" ? "alice" : sub,
    });
    return found({ token });
  }

  private key(id: string): ResourceAnswer {
    const key = this.sources.served?.apiKeys.find((candidate) => candidate.id === decodeURIComponent(id));
    return key?.isGenerated === true
      ? found({ value: key.value })
      : {
          status: 403,
          value: { problem: "The program gives this key its value, which is a secret: it is not shown." },
        };
  }

  private connection(id: string, action: string | undefined, { message }: Record<string, unknown>): ResourceAnswer {
    const { connections } = this.sources;
    if (action === "messages" && typeof message === "string") {
      return connections.send(id, message) ? found({}) : GONE;
    }
    return action === "close" && connections.disconnect(id) ? found({}) : GONE;
  }

  private replay(given: Replay): Promise<ReplayResult> {
    const original = given.number === undefined ? undefined : this.recent.find(given.number);
    return replay(given, original, this.sources.url);
  }

  private withoutSecrets<T extends object>(value: T): T {
    return JSON.parse(
      JSON.stringify(value, (_name, item: unknown) => (typeof item === "string" ? this.hidden.text(item) : item)),
    ) as T;
  }
}

function found(value: object): ResourceAnswer {
  return { status: 200, value };
}

function invalid(expected: string): ResourceAnswer {
  return { status: 400, value: { problem: `expected ${expected}` } };
}

function replayed(result: ReplayResult): ResourceAnswer {
  return { status: "problem" in result ? 400 : 200, value: result };
}

function isReplay(value: Record<string, unknown>): value is Record<string, unknown> & Replay {
  const { number, method, url, headers, body } = value;
  return (
    (number === undefined || typeof number === "number") &&
    typeof method === "string" &&
    typeof url === "string" &&
    Array.isArray(headers) &&
    headers.every(
      (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string"),
    ) &&
    (body === undefined || typeof body === "string")
  );
}
