import { type Expansion } from "./host";
import { expandRestApi } from "./rest-api";

export { type Child, type Expansion, type ExpansionHost } from "./host";

/** The components of plugins whose children are known from their inputs, by type. */
export const expansions: ReadonlyMap<string, Expansion> = new Map([["aws-apigateway:index:RestAPI", expandRestApi]]);
