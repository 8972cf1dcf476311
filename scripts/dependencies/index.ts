import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { auditProblems } from "./audit";
import { lockProblems, publishedPaths, type Lock } from "./lock";

/**
 * `npm run check:dependencies`: licences, install scripts, hashes and known vulnerabilities of what a user installs with the package.
 * Where the registry has no audit endpoint, what package-lock.json holds is checked alone.
 */
const root = join(__dirname, "../..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Lock };
const audit = spawnSync("npm", ["audit", "--json", "--omit=dev", "--omit=peer"], {
  cwd: root,
  encoding: "utf8",
  timeout: 60_000,
});
const vulnerable = auditProblems(audit.stdout);

const problems = [...lockProblems(packages), ...(vulnerable === "no answer" ? [] : vulnerable)];
problems.forEach((problem) => console.log(problem));
console.log(
  `${publishedPaths(packages).length} published packages of ${Object.keys(packages).length - 1}: ${problems.length} problems; ` +
    (vulnerable === "no answer" ? "the registry did not answer npm audit" : "npm audit answered"),
);
process.exitCode = problems.length > 0 ? 1 : 0;
