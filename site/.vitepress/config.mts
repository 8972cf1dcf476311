import { defineConfig } from "vitepress";
import { sidebars } from "./navigation.mts";

/** https://vitepress.dev/reference/site-config */
export default defineConfig({
  title: "Gatewright",
  description: "AWS API Gateway with Pulumi: components, typed stacks, policies, and a local gateway",
  lang: "en",
  srcDir: "content",
  head: [["link", { rel: "icon", href: "/icon.svg", type: "image/svg+xml" }]],
  rewrites: { "rules/README.md": "rules/index.md", "decisions/README.md": "decisions/index.md" },
  cleanUrls: false,
  // a link to nothing fails the build
  ignoreDeadLinks: [/^https?:\/\/(localhost|127\.0\.0\.1)/],
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
  themeConfig: {
    nav: [
      { text: "Start", link: "/" },
      { text: "Local gateway", link: "/local-gateway" },
      { text: "Rules", link: "/rules/" },
      { text: "Reference", link: "/reference/http-api" },
    ],
    sidebar: sidebars(),
    outline: [2, 3],
    search: { provider: "local" },
  },
});
