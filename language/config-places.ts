/**
 * The environment variable that tells a program which config values are set for one run: JSON, by key the option that sets it, such
 * as `--set`, or `gatewright:local`.
 */
export const CONFIG_PLACES = "GATEWRIGHT_CONFIG_PLACES";
