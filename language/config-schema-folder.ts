/** The environment variable that names the folder into which a program writes the JSON Schema of its config. */
export const CONFIG_SCHEMA_FOLDER = "GATEWRIGHT_CONFIG_SCHEMA_FOLDER";
