import { fileURLToPath } from "node:url";
import { type SourcePosition, type StackTrace } from "@pulumi/pulumi/proto/source_pb";
import { type SourceLocation } from "../graph/graph";

interface Positioned {
  getSourceposition(): SourcePosition | undefined;
  getStacktrace(): StackTrace | undefined;
}

/** Returns where the program made the resource: the first frame of the SDK's stack trace that is the project's own. */
export function sourceOf(request: Positioned): SourceLocation | undefined {
  const frames = request.getStacktrace()?.getFramesList() ?? [];
  const positions = [request.getSourceposition(), ...frames.map((frame) => frame.getPc())];
  for (const position of positions) {
    const location = position && locationOf(position);
    if (location !== undefined && isOwn(location.file)) {
      return location;
    }
  }
  return undefined;
}

/** Returns whether a file is the user's, neither an installed package's nor Node's. */
export function isOwn(file: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(file) && !file.startsWith("node:");
}

function locationOf(position: SourcePosition): SourceLocation | undefined {
  // the SDK takes the URL of an ES module for a path, and puts a second URL around it
  const [, nested] = /\/(file:\/.*)$/.exec(decodeURI(position.getUri())) ?? [];
  const uri = nested === undefined ? position.getUri() : nested.replace(/^file:\/+/, "file:///");
  return uri.startsWith("file://")
    ? { file: fileURLToPath(uri), line: position.getLine(), column: position.getColumn() }
    : undefined;
}
