import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkRetention } from "../components/monitoring/retention";
import type { Problems } from "../components/shared/problems";
import type { AliasArgs, FunctionArgs, LoggingArgs, NodeFunctionArgs, PythonFunctionArgs } from "./args";

/** Checks what both runtimes have in common. AWS's own models check the inputs of the resources. */
export function checkFunction(problems: Problems, args: FunctionArgs): void {
  problems.oneOf("architecture", args.architecture, ["arm64", "x86_64"]);
  checkLogging(problems.at("logging"), args.logging ?? {});
  checkAlias(problems.at("alias"), args.alias);
  const own = (["statements", "permissionsBoundary"] as const).filter((name) => args[name] !== undefined);
  for (const name of args.role === undefined ? [] : own) {
    problems.add(name, {
      expected: "no role beside it, which has its own permissions",
      fix: "remove it, or remove role",
    });
  }
}

function checkLogging(problems: Problems, logging: LoggingArgs): void {
  problems.known<number>("retentionInDays", logging.retentionInDays, checkRetention);
  problems.oneOf("logFormat", logging.logFormat, ["JSON", "Text"]);
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
  for (const name of ["applicationLogLevel", "systemLogLevel"] as const) {
    problems.unless(logging.logFormat !== "Text" || logging[name] === undefined, name, {
      received: logging[name],
      expected: 'logFormat "JSON" beside it, the only one with levels',
      fix: "remove it, or remove logFormat",
    });
  }
}

function checkAlias(problems: Problems, alias: AliasArgs | undefined): void {
  problems.unless(alias?.newestWeight === undefined || alias.version !== undefined, "newestWeight", {
    received: alias?.newestWeight,
    expected: "a version beside it that gets the other calls",
    fix: 'set version, such as "7", or remove newestWeight',
  });
}

/** Checks the code of a NodeFunction. */
export function checkNodeCode(problems: Problems, { entry, handler, runtime }: NodeFunctionArgs): void {
  problems.unless(isFile(entry), "entry", {
    received: entry,
    expected: `a file, from ${process.cwd()}`,
    fix: 'write the path of the file with the handler, such as "handlers/orders.ts"',
  });
  problems.unless(handler === undefined || /^[\w$]+$/.test(handler), "handler", {
    received: handler,
    expected: "the name of an export",
    fix: 'write "handler"',
  });
  problems.unless(runtime === undefined || /^nodejs\d+\.x$/.test(runtime), "runtime", {
    received: runtime,
    expected: "a Node.js runtime of Lambda",
    fix: 'write "nodejs22.x"',
  });
}

/** Checks the code of a PythonFunction. */
export function checkPythonCode(problems: Problems, args: PythonFunctionArgs): void {
  const { entry, handler, runtime, requirements } = args;
  problems.unless(runtime === undefined || /^python3\.\d+$/.test(runtime), "runtime", {
    received: runtime,
    expected: "a Python runtime of Lambda",
    fix: 'write "python3.13"',
  });
  if (!isFolder(entry)) {
    const expected = `a folder, from ${process.cwd()}`;
    problems.add("entry", { received: entry, expected, fix: "write the path of the folder with the code" });
    return;
  }
  problems.unless(requirements === undefined || isFile(join(entry, requirements)), "requirements", {
    received: requirements,
    expected: `a file in ${entry}`,
    fix: "write its name, or remove it",
  });
  const path = String(handler);
  const module = path.slice(0, path.lastIndexOf(".")).replaceAll(".", "/");
  const isModule = isFile(join(entry, `${module}.py`)) || isFile(join(entry, module, "__init__.py"));
  problems.unless(module !== "" && isModule, "handler", {
    received: handler,
    expected: `a module in ${entry} and its function`,
    fix: 'write the file without its ending, a dot and the function, such as "app.handler"',
  });
}

/** Programs that are not type-checked pass anything as a path. */
function isFile(path: unknown): boolean {
  return typeof path === "string" && existsSync(resolve(path)) && statSync(resolve(path)).isFile();
}

function isFolder(path: unknown): boolean {
  return typeof path === "string" && existsSync(resolve(path)) && statSync(resolve(path)).isDirectory();
}
