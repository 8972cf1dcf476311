import type { ResourceNode } from "../../engine/graph/graph";

/** The kinds of effects of an update that a reviewer has to know of. */
export const UPDATE_EFFECTS = {
  deletes: "update-deletes",
  replaces: "update-replaces",
  renames: "update-renames",
  removesRoute: "update-removes-route",
  opensRoute: "update-opens-route",
  changesAuthorizer: "update-changes-authorizer",
  skipsRelease: "update-skips-release",
} as const;
export type UpdateEffectKind = (typeof UPDATE_EFFECTS)[keyof typeof UPDATE_EFFECTS];

/** One effect of an update on one resource. */
export interface UpdateEffect {
  kind: UpdateEffectKind;
  node: Pick<ResourceNode, "urn" | "type" | "name" | "source">;
  message: string;
  fix: string;
}
