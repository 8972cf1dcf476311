/** Returns the name of the export of a file: `accessLogging` of access-logging.ts. */
export function exportName(module: string): string {
  return module.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns the file of an export without its extension: `dynamo-db` of `dynamoDb`. */
export function moduleName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
