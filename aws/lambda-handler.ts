/** Lambda looks into the default export of a module that has no export of the name, from this version of Node.js on. */
const WITH_DEFAULT = 24;

/**
 * Returns whether Lambda finds a handler among the exports of its module. Of `orders.list` it is `orders` that the module exports.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 *
 * @param nodeVersion the major version of Node.js
 */
export function exportsHandler(exported: readonly string[], handler: string, nodeVersion: number): boolean {
  const [name = handler] = handler.split(".");
  return exported.includes(name) || (nodeVersion >= WITH_DEFAULT && exported.includes("default"));
}
