/** For which issuers the local issuer's keys stand in: for those that cannot be reached, for every one, or for none. */
export type StandIn = (typeof STAND_IN_MODES)[number];
export const STAND_IN_MODES = ["unreachable", "always", "never"] as const;
