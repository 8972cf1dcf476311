// `npm run build`, after tsc has written the declarations: bundles the package's code into dist/, takes out of the declarations
// what no entry of the package reaches, and makes the files of the live page small.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";
import { compileUsualFunctionsAtOnce } from "./eager.mjs";
import { packSchema } from "./plugin.mjs";
import { linkPolicy } from "./policy.mjs";
import { bundleWorkers } from "./workers.mjs";
import { buildPage } from "./page.mjs";
import { trimDeclarations } from "./declarations.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

await bundle(root);
compileUsualFunctionsAtOnce(root);
await bundleWorkers(root);
trimDeclarations(root);
await buildPage(root);
linkPolicy(root);
await packSchema(root);
