import { zipSync } from "fflate";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { LAMBDA } from "../../../../aws/resource-types";
import { handlerExists } from "../../../../policy/rules/integrations/handler-exists";
import { describeRule, UNKNOWN } from "../../cases";

const folder = mkdtempSync(join(tmpdir(), "handler-exists-"));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "src"));
writeFileSync(join(folder, "src/orders.js"), "exports.list = async () => ({});\n");
writeFileSync(join(folder, "app.py"), "def lambda_handler(event, context):\n    return {}\n");
writeFileSync(join(folder, "code.zip"), zipSync({ "src/orders.mjs": Buffer.from("export const list = () => 1;\n") }));

const archive = (files: Record<string, string>) =>
  new asset.AssetArchive(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new asset.StringAsset(text)])),
  );
const node = (handler: string, text: string, file = "index.js", runtime = "nodejs22.x") => ({
  "orders.runtime": runtime,
  "orders.handler": handler,
  "orders.code": archive({ [file]: text }),
});
const python = (handler: string, text: string, file = "app.py") => node(handler, text, file, "python3.13");

const HANDLER = "exports.handler = async () => ({});";

describeRule(handlerExists, {
  baseline: {
    orders: {
      type: LAMBDA.function,
      props: { runtime: "nodejs22.x", handler: "index.handler", code: archive({ "index.js": HANDLER }) },
    },
  },
  passes: {
    "an ES module": node("index.handler", "export const handler = async () => ({});", "index.mjs"),
    "a list of exports": node("index.handler", "const main = () => 1;\nexport { main as handler };", "index.mjs"),
    "a re-export of everything": node("index.handler", 'export * from "./orders.mjs";', "index.mjs"),
    "an object of exports": node("index.handler", "module.exports = { handler: () => 1 };"),
    "exports that TypeScript wrote": node(
      "index.handler",
      'Object.defineProperty(exports, "__esModule", { value: true });\nexports.handler = void 0;\nexports.handler = () => 1;',
    ),
    "exports that TypeScript passes on": node(
      "index.handler",
      'Object.defineProperty(exports, "handler", { enumerable: true, get: function () { return a.handler; } });',
    ),
    "exports that esbuild wrote": node(
      "index.handler",
      "module.exports = __toCommonJS(index_exports);\n0 && (module.exports = { handler, other });",
    ),
    "exports that only running it tells": node("index.handler", 'module.exports = require("./server")(app);'),
    "exports that are another variable's": node("index.handler", "const own = exports;\nown.handler = () => 1;"),
    "exports and module.exports that are one": node(
      "index.handler",
      "exports = module.exports = {};\nexports.handler = () => 1;",
    ),
    "exports of an object that is made elsewhere": node("index.handler", "const own = {};\nmodule.exports = own;"),
    "exports that are assigned at once": node("index.handler", 'Object.assign(exports, require("./orders"));'),
    "exports that are spread": node("index.handler", 'module.exports = { ...require("./orders") };'),
    "a property of the function that is exported": node(
      "index.handler",
      "const main = () => 1;\nmain.handler = main;\nmodule.exports = main;",
    ),
    "a property that is given to what is exported": node(
      "index.handler",
      "module.exports = () => 1;\nmodule.exports.handler = () => 2;",
    ),
    "a function as the module of Node.js 24, which may call the default": node(
      "index.handler",
      "module.exports = () => 1;",
      "index.js",
      "nodejs24.x",
    ),
    "exports by a computed name": node("index.handler", "for (const name of names) exports[name] = run;"),
    "exports of another module": node("index.handler", '__exportStar(require("./orders"), exports);'),
    "exports by this": node("index.handler", "this.handler = () => 1;"),
    "the default export of Node.js 24": node(
      "index.handler",
      "export default { handler: () => 1 };",
      "index.mjs",
      "nodejs24.x",
    ),
    "a path below an export": node("index.api.handler", "exports.api = { handler: () => 1 };"),
    "a file that no parser reads": node("index.handler", "exports.handler = <<<"),
    "a folder": { "orders.handler": "src/orders.list", "orders.code": new asset.FileArchive(folder) },
    "a folder in an archive": {
      "orders.handler": "app/src/orders.list",
      "orders.code": new asset.AssetArchive({ app: new asset.FileArchive(folder) }),
    },
    "a zip file": {
      "orders.handler": "src/orders.list",
      "orders.code": new asset.FileArchive(join(folder, "code.zip")),
    },
    "a handler that a layer has": { "orders.handler": "/opt/nodejs/wrapper.handler" },
    "a module that a layer may have": { "orders.handler": "wrapper.handler", "orders.layers": ["arn:layer"] },
    "a package in the archive": node("shop.handler", "{}", "node_modules/shop/package.json"),
    "a function in Python": python("app.handler", "def handler(event, context):\n    return {}\n"),
    "a name in Python": python("app.handler", "app = Mangum(api)\nhandler = app\n"),
    "an import in Python": python("app.handler", "from shop.api import handler\n"),
    "names that Python makes": python("app.handler", "from shop import *\n"),
    "a package in Python": python("shop.api.handler", "def handler(e, c): ...\n", "shop/api/__init__.py"),
    "a path in Python": python("shop/api.handler", "def handler(e, c): ...\n", "shop/api.py"),
    "another runtime": node("com.example.Orders::handle", "", "orders.jar", "java21"),
    "code in a bucket": { "orders.code": undefined, "orders.s3Bucket": "releases" },
    "an image": { "orders.code": undefined, "orders.packageType": "Image" },
  },
  fails: {
    "an export of another name": [
      node("index.main", HANDLER),
      /The handler of orders is "index\.main", and index does not export main\.\nFix: Write "index\.handler", or export main\./,
    ],
    "an export with a typing error": [
      node("index.handler", "exports.handlr = async () => ({});"),
      /index does not export handler\.\nFix: Write "index\.handlr", or export handler\./,
    ],
    "an object of exports with a typing error": [
      node("index.handler", "const handlr = () => 1;\nmodule.exports = { handlr };"),
      /index does not export handler\.\nFix: Write "index\.handlr"/,
    ],
    "what esbuild makes of CommonJS with a typing error": [
      node(
        "index.handler",
        'var require_dep = __commonJS({\n  "dep.js"(exports2) {\n    exports2.handler = 1;\n  }\n});\nvar dep = require_dep();\nexports.handlr = () => dep;',
      ),
      /Fix: Write "index\.handlr"/,
    ],
    "an object that the variable exports is set to": [
      node("index.handler", "exports = { handler: () => 1 };"),
      /index does not export handler\.\nFix: Export handler\./,
    ],
    "a function as the module": [
      node("index.handler", "module.exports = async () => ({});"),
      /index does not export handler\.\nFix: Export handler\./,
    ],
    "a function that is the module by its name": [
      node("index.handler", "async function handler() {}\nmodule.exports = handler;"),
      /index does not export handler\.\nFix: Export handler\./,
    ],
    "a constant function that is the module by its name": [
      node("index.handler", "const handler = async () => ({});\nmodule.exports = handler;"),
      /index does not export handler\.\nFix: Export handler\./,
    ],
    "an ES module without the export": [
      node("index.handler", "export const handle = () => 1;", "index.mjs"),
      /index does not export handler\.\nFix: Write "index\.handle", or export handler\./,
    ],
    "a module that exports nothing": [
      node("index.handler", "const handler = () => 1;"),
      /index does not export handler\.\nFix: Export handler\./,
    ],
    "a default export before Node.js 24": [
      node("index.handler", "export default () => 1;", "index.mjs"),
      /index does not export handler\.\nFix: Write "index\.default"/,
    ],
    "a file that the archive lacks": [
      node("src/index.handler", HANDLER),
      /its code has no src\/index\.js, src\/index\.mjs or src\/index\.cjs\.\nFix: Write the path of the file/,
    ],
    "TypeScript, which Lambda does not run": [
      node("index.handler", "export const handler = () => 1;", "index.ts"),
      /its code has no index\.js/,
    ],
    "a file that the folder lacks": [
      { "orders.handler": "orders.list", "orders.code": new asset.FileArchive(folder) },
      /its code has no orders\.js/,
    ],
    "an export that the zip file lacks": [
      { "orders.handler": "src/orders.handler", "orders.code": new asset.FileArchive(join(folder, "code.zip")) },
      /src\/orders does not export handler\.\nFix: Write "src\/orders\.list"/,
    ],
    "a handler without a function": [
      node("index", HANDLER),
      /The handler "index" of orders names no module and function/,
    ],
    "a function that Python does not define": [
      { "orders.runtime": "python3.13", "orders.handler": "app.handler", "orders.code": new asset.FileArchive(folder) },
      /app does not define handler\.\nFix: Write "app\.lambda_handler", or define handler\./,
    ],
    "a name in a comment of Python": [
      python("app.handler", "# handler\nlog.handler = 1\ndef handle(event, context): ...\n"),
      /app does not define handler\.\nFix: Write "app\.handle"/,
    ],
    "a module that Python lacks": [
      python("orders.handler", "def handler(e, c): ...\n"),
      /its code has no orders\.py\./,
    ],
  },
  unknown: {
    "a handler that is not known yet": [{ "orders.handler": UNKNOWN }, /handler is not known/],
    "code that is not known yet": [{ "orders.code": UNKNOWN }, /the code of orders is not known/],
    "code on the web": [
      { "orders.code": new asset.RemoteArchive("https://example.com/code.zip") },
      /the function's code is not on this machine/,
    ],
  },
});
