import { byId, copyButton, element, table } from "./dom.js";

export function showRoutes({ stages, routes }) {
  byId("routes").replaceChildren(
    table(
      "Stages",
      ["API", "Stage", "URL", "Copy"],
      stages.map(({ api, stage, url }) => [
        api,
        stage,
        { code: url },
        copyButton(`Copy URL of ${api} ${stage}`, () => url),
      ]),
    ),
    element("br"),
    table(
      "Routes",
      ["API", "Route", "Authorization", "Integration"],
      routes.map(({ api, route, authorization, integration }) => [
        api,
        { code: route },
        authorization || "none",
        integration || "none",
      ]),
    ),
  );
}
