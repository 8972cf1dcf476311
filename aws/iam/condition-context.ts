/**
 * The values of a request's condition keys, by name in lower case. `ANY_VALUE` stands for a key that this machine can't
 * have, such as a VPC endpoint: a local caller is taken for the one that the policy wants.
 */
export type ConditionContext = Record<string, string[] | typeof ANY_VALUE>;

export const ANY_VALUE = Symbol("any value");
