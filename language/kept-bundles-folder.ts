/**
 * The environment variable that names the folder where an evaluation keeps the bundles of handlers. A deployment has none: what is
 * deployed is bundled each time.
 */
export const KEPT_BUNDLES = "GATEWRIGHT_KEPT_BUNDLES";
