/** Lambda functions from source code: bundled by esbuild, or packed with the packages of a requirements.txt. */
export { NodeFunction } from "./node-function";
export { PythonFunction } from "./python-function";
export type {
  AliasArgs,
  Architecture,
  BundleArgs,
  FunctionArgs,
  LoggingArgs,
  NodeFunctionArgs,
  NodeRuntime,
  PythonFunctionArgs,
  PythonRuntime,
  VpcArgs,
} from "./args";
export type { FunctionResources } from "./lambda-function";
