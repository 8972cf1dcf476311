// Collects the pages of the site into content/: docs/, the README as its first page, and the reference of the public API.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const site = fileURLToPath(new URL("..", import.meta.url));
const repository = dirname(site.replace(/[\\/]$/, ""));
const content = join(site, "content");

rmSync(content, { recursive: true, force: true });
mkdirSync(content);
cpSync(join(repository, "docs"), content, { recursive: true });
rmSync(join(content, "README.md"));
writeFileSync(join(content, "index.md"), readme());
cpSync(join(repository, "CHANGELOG.md"), join(content, "changelog.md"));
cpSync(join(repository, "gateway/server/console/page/icon.svg"), join(content, "public/icon.svg"));
execFileSync(
  process.execPath,
  ["-r", "ts-node/register/transpile-only", "scripts/reference/index.ts", join(content, "reference")],
  { cwd: repository, stdio: "inherit" },
);
const pages = new Set(
  readdirSync(content, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")),
);
for (const name of readdirSync(content, { recursive: true, encoding: "utf8" })) {
  const page = name.replaceAll("\\", "/");
  if (page.endsWith(".md")) {
    const file = join(content, name);
    writeFileSync(file, safe(withinSite(readFileSync(file, "utf8"), page)));
  }
}

/** The README, whose links start one folder higher, with the list of pages that docs/ has. */
function readme() {
  const list = readFileSync(join(repository, "docs", "README.md"), "utf8").replace(/^# .*$/m, "");
  return readFileSync(join(repository, "README.md"), "utf8")
    .replace(/^\[`docs\/`\][^]*?\n\n/m, `${list.trim()}\n\n`)
    .replaceAll(/\]\(docs\//g, "](");
}

/** Files of the repository that are no pages are named, not linked: README.md of a folder is its index page. */
function withinSite(text, page) {
  const folder = posix.dirname(page);
  return outsideCode(text, (part) =>
    part.replaceAll(/(!?)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)/g, (whole, image, words, target, hash = "") => {
      if (/^[a-z]+:/.test(target)) {
        return whole;
      }
      const path = posix.normalize(posix.join(folder, target)).replace(/README\.md$/, "index.md");
      const isPage = !path.startsWith("..") && pages.has(path.replace(/index\.md$/, "README.md"));
      return isPage ? `${image}[${words}](/${path}${hash})` : words;
    }),
  );
}

/** Vue takes {{ for an expression. */
function safe(text) {
  return outsideCode(text, (part) => part.replaceAll("{{", "&#123;&#123;"));
}

function outsideCode(text, change) {
  return text
    .split(/(^```[\s\S]*?^```|`[^`\n]*`)/m)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}
