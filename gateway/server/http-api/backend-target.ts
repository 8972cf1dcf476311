import { backendUrl, type BackendTarget, type MappedRequest } from "../../behavior/http-api/parameter-mapping";
import { isBelowIntegration } from "../../behavior/shared/backend-path";
import type { HttpIntegrationModel } from "../../model/http-api/model";

/** The URL that a request goes to, or why none is called: the text is no URL of HTTP, or leaves the integration's path. */
export type LocatedBackend = { kind: "located"; url: URL } | { kind: "invalidUrl"; url: string } | { kind: "outside" };

/** The last URL of an integration, which most of its requests go to: a text is parsed four times before it is called. */
const last = new WeakMap<HttpIntegrationModel, { uri: string; text: string; located: LocatedBackend }>();

/** Finds the URL of a request's backend. @param uri The integration's, with stage variables filled in. */
export function locateBackend(
  integration: HttpIntegrationModel,
  uri: string,
  target: BackendTarget,
  mapped: MappedRequest,
): LocatedBackend {
  const text = backendUrl(uri, target, mapped);
  if (mapped.path !== undefined) {
    return locate(uri, text, true);
  }
  const known = last.get(integration);
  if (known?.text === text && known.uri === uri) {
    return known.located;
  }
  const located = locate(uri, text, false);
  last.set(integration, { uri, text, located });
  return located;
}

/** @param isMapped Where a mapping gives the path, where it leads is the program's own choice. */
function locate(uri: string, text: string, isMapped: boolean): LocatedBackend {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    return { kind: "invalidUrl", url: text.replace(/\?.*$/s, "") };
  }
  return isMapped || isBelowIntegration(uri, text) ? { kind: "located", url: new URL(text) } : { kind: "outside" };
}
