/** The names of the members that are never undefined. */
type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/** An object without its undefined members: those that may be undefined are optional. */
export type Defined<T extends object> = Partial<T> & Pick<T, RequiredKeys<T>>;

/**
 * Returns the object without its undefined members, in the order in which they are written. With a type argument the
 * members are checked against it, unknown ones included: `defined<Route>({ key, timeout })`.
 *
 * @example
 * ```ts
 * defined({ name: "orders", description: undefined }); // { name: "orders" }
 * ```
 */
export function defined<T extends object>(members: T): Defined<T> {
  if (!hasUndefined(members)) {
    return members;
  }
  const result: Partial<T> = {};
  for (const key of Object.keys(members) as (keyof T)[]) {
    if (members[key] !== undefined) {
      result[key] = members[key];
    }
  }
  return result as Defined<T>;
}

/** A member that has to go makes a copy of all: most objects have none. */
function hasUndefined(members: object): boolean {
  for (const key in members) {
    if (members[key as keyof typeof members] === undefined) {
      return true;
    }
  }
  return false;
}
