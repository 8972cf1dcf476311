/** The rules and models of these types are loaded with the package, those of others with the first resource of such a type. */
const USUAL =
  /^aws:(apigatewayv2\/(api:Api|authorizer|integration:|route:|stage)|lambda\/permission|cloudwatch\/logGroup:)/;

/** Returns whether HTTP APIs have a resource type in most programs. */
export function isUsual(type: string): boolean {
  return USUAL.test(type);
}
