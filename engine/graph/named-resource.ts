/** A resource that people name: by its id, by the name that AWS knows it by, or by the one that the program gave it. */
export interface NamedResource {
  urn: string;
  id: string;
  name: string;
}

/**
 * The name that the program gave a resource. Pulumi adds a random suffix to make the physical name of it.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/
 */
export function logicalName(urn: string): string {
  const afterStage = urn.indexOf("::") + 2;
  const afterProject = urn.indexOf("::", afterStage) + 2;
  return urn.slice(urn.indexOf("::", afterProject) + 2);
}

/** The resource with this id or name; by its logical name too, where only one has it. */
export function findNamed<T extends NamedResource>(resources: readonly T[], wanted: string): T | undefined {
  const known = resources.find(({ id }) => id === wanted) ?? resources.find(({ name }) => name === wanted);
  if (known !== undefined) {
    return known;
  }
  const [found, ...others] = resources.filter(({ urn }) => logicalName(urn) === wanted);
  return others.length === 0 ? found : undefined;
}

/** Returns what names a resource among others and nothing else: the logical name, which stays the same, if it can be. */
export function shortestName<T extends NamedResource>(resources: readonly T[], resource: T): string {
  const logical = logicalName(resource.urn);
  const isUnique = (name: string): boolean =>
    resources.filter((other) => [other.id, other.name, logicalName(other.urn)].includes(name)).length === 1;
  return [logical, resource.name].find(isUnique) ?? resource.id;
}

/**
 * The names that may be meant, of those that there are: the name itself, or those that have it between their dashes. `acme`
 * may mean `partners-acme-key-108a821`.
 */
export function namesLike(names: readonly string[], wanted: string): string[] {
  const like = names.filter((name) => `-${name}-`.includes(`-${wanted}-`));
  return names.includes(wanted) ? [wanted] : [...new Set(like)];
}

/** The one name that may be meant. */
export function meantName(names: readonly string[], wanted: string): string | undefined {
  const [found, ...others] = namesLike(names, wanted);
  return others.length === 0 ? found : undefined;
}
