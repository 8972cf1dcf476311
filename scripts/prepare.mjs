// Run by npm as the script `prepare`: for `npm ci`, `npm pack`, an install from git, and for the first `npx gatewright` in a
// checkout. For that one npm links the checkout into its cache, which prepares it as for a release: the build that `npm ci` has
// made is taken as it is, so that the command starts at once.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

const built = ["dist/cli/index.js", "policy/dist/index.js"].every((file) => existsSync(file));
if (process.env.npm_command !== "exec" || !built) {
  execSync("npm run build", { stdio: "inherit" });
}
