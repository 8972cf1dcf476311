import { readdirSync } from "node:fs";

interface Item {
  text: string;
  link: string;
}

interface Group {
  text: string;
  items: Item[];
}

const content = new URL("../content/", import.meta.url);

/** The pages of docs/ in the order in which somebody needs them. */
const groups: Record<string, Record<string, string>> = {
  Start: { index: "In a minute", choosing: "Which kind of API", stacks: "Stacks and config", functions: "Functions" },
  Components: {
    "http-api": "HTTP APIs",
    "rest-api": "REST APIs",
    "websocket-api": "WebSocket APIs",
    integrations: "Integrations",
    "custom-domains": "Custom domains",
    "usage-plans": "Usage plans and keys",
    monitoring: "Monitoring",
  },
  "On this machine": {
    "local-gateway": "The local gateway",
    "local-rest-apis": "REST APIs locally",
    "live-page": "The live page",
    testing: "Tests",
    doctor: "Doctor",
    report: "The report",
    engine: "The engine",
  },
  "To production": {
    ci: "Pull requests and deploying",
    changes: "What a change does",
    releases: "Blue/green and canaries",
    security: "Security",
    waf: "AWS WAF",
    adopting: "Adopting what exists",
    troubleshooting: "Troubleshooting",
    performance: "Performance",
  },
  Project: {
    "other-languages": "Other languages",
    packaging: "Package managers and languages",
    deprecation: "Versions and deprecation",
    changelog: "Changelog",
    architecture: "Architecture",
  },
};

const pages = (folder: string): string[] =>
  readdirSync(new URL(folder, content))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.replace(/\.md$/, ""))
    .sort();

/** The title of a reference page: the component's name as the program writes it. */
function componentName(page: string): string {
  const words = page.split("-").map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return FAMILIES.includes(page) ? words.join(" ") : words.join("");
}

const FAMILIES = ["authorizers", "integrations", "other-functions"];

/**
 * Returns the sidebars: one for the guides, one for the reference and one for the rules, so that none has to be folded.
 *
 * @throws Error where a page of docs/ is in no group, or a group names a page that is gone
 */
export function sidebars(): Record<string, Group[]> {
  const found = pages(".");
  const named = Object.values(groups).flatMap((items) => Object.keys(items));
  const unknown = [...found.filter((page) => !named.includes(page)), ...named.filter((page) => !found.includes(page))];
  if (unknown.length > 0) {
    throw new Error(`site/.vitepress/navigation.mts and docs/ differ: ${unknown.join(", ")}`);
  }
  const guides = Object.entries(groups).map(([text, items]) => ({
    text,
    items: Object.entries(items).map(([page, name]) => ({ text: name, link: page === "index" ? "/" : `/${page}` })),
  }));
  const more = {
    text: "More",
    items: [
      { text: "Reference", link: "/reference/http-api" },
      { text: "Policy rules", link: "/rules/" },
      { text: "Decisions", link: "/decisions/" },
    ],
  };
  const back = { text: "Guides", items: [{ text: "In a minute", link: "/" }] };
  const reference = pages("reference/").map((page) => ({ text: componentName(page), link: `/reference/${page}` }));
  return {
    "/reference/": [back, { text: "Reference", items: reference }],
    "/rules/": [back, folder("rules", "Policy rules", "All rules")],
    "/decisions/": [back, folder("decisions", "Decisions", "All decisions")],
    "/": [...guides, more],
  };
}

/** The pages of a folder by their file names, after its README. */
function folder(name: string, text: string, index: string): Group {
  const own = pages(`${name}/`).filter((page) => page !== "README");
  return {
    text,
    items: [{ text: index, link: `/${name}/` }, ...own.map((page) => ({ text: page, link: `/${name}/${page}` }))],
  };
}
