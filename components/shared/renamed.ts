import * as pulumi from "@pulumi/pulumi";

/**
 * Returns the options of a component with the aliases of its children beside its own. Pulumi's engine derives them while it renames
 * the component, and not any more in the next update: a rename that failed half-way would make the rest of the children a second
 * time, which AWS rejects. So each child has the names that follow from the component's.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
 */
export function renamed(
  name: string,
  opts: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions | undefined {
  const before = (opts?.aliases ?? []).flatMap(oldName).filter((old) => old !== name);
  return before.length === 0
    ? opts
    : { ...opts, transformations: [...(opts?.transformations ?? []), (args) => withAliases(args, name, before)] };
}

/** The name in an alias; none where it says another parent, type or project alone, or is known only later. */
function oldName(alias: pulumi.Input<pulumi.URN | pulumi.Alias>): string[] {
  if (typeof alias === "string") {
    return [alias.split("::").slice(3).join("::")];
  }
  const name = typeof alias === "object" && "name" in alias ? alias.name : undefined;
  return typeof name === "string" ? [name] : [];
}

/** Names the children of a component as they were called after its old names. The component is among its own transformations. */
function withAliases(
  { name: child, props, opts }: pulumi.ResourceTransformationArgs,
  name: string,
  before: readonly string[],
): pulumi.ResourceTransformationResult | undefined {
  if (child === name && opts.parent === undefined) {
    return undefined;
  }
  const aliases = child.startsWith(name) ? before.map((old) => ({ name: old + child.slice(name.length) })) : [];
  return { props, opts: pulumi.mergeOptions(opts, { aliases }) };
}
