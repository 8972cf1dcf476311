// Run by `npm run build` after tsc: copies the files of the live page, which are served as they are written.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join("gateway", "server", "console", "page");
cpSync(join(root, page), join(root, "dist", page), { recursive: true });
