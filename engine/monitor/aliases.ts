import { type Alias } from "@pulumi/pulumi/proto/alias_pb";
import { makeUrn, parseUrn } from "./urn";

/** The resource whose aliases are resolved. */
export interface AliasedResource {
  stack: string;
  project: string;
  type: string;
  name: string;
  parent: string | undefined;
}

/**
 * Every other URN that a resource was known by: its own aliases in full, and what follows from its parent's.
 * See https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
 */
export function resolveAliases(resource: AliasedResource, aliases: Alias[], parentAliases: string[]): string[] {
  const own = aliases.map((alias) => aliasUrn(resource, alias));
  const inherited = parentAliases.flatMap((parentAlias) => [
    inheritedAlias(resource, resource.type, resource.name, parentAlias),
    ...own.map((urn) => inheritedAlias(resource, parseUrn(urn).type, parseUrn(urn).name, parentAlias)),
  ]);
  const { stack, project, type, name, parent } = resource;
  const current = makeUrn(stack, project, parent === undefined ? "" : parseUrn(parent).qualifiedType, type, name);
  return [...new Set([...own, ...inherited])].filter((urn) => urn !== current);
}

function aliasUrn(resource: AliasedResource, alias: Alias): string {
  const spec = alias.getSpec();
  if (spec === undefined) {
    return alias.getUrn();
  }
  const parent = spec.getNoparent() ? undefined : spec.getParenturn() || resource.parent;
  return makeUrn(
    spec.getStack() || resource.stack,
    spec.getProject() || resource.project,
    parent === undefined ? "" : parseUrn(parent).qualifiedType,
    spec.getType() || resource.type,
    spec.getName() || resource.name,
  );
}

/** A child named after its parent, such as `app-role` below `app`, was named after the parent's old name as well. */
function inheritedAlias(
  { stack: stack, project, parent }: AliasedResource,
  type: string,
  name: string,
  alias: string,
): string {
  const parentName = parent === undefined ? "" : parseUrn(parent).name;
  const old = parseUrn(alias);
  const oldName = parentName !== "" && name.startsWith(parentName) ? old.name + name.slice(parentName.length) : name;
  return makeUrn(stack, project, old.qualifiedType, type, oldName);
}
