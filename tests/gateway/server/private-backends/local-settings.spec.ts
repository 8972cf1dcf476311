import assert from "node:assert/strict";
import { readLocalSettings } from "../../../../gateway/server";

describe("the local settings of a stage", () => {
  it("are empty where the stage says nothing", () => {
    assert.deepEqual(readLocalSettings(undefined), { backends: {}, commands: {} });
  });

  it("name backends, commands and an emulator", () => {
    const settings = {
      backends: { web: "http://127.0.0.1:3000/" },
      commands: { api: { run: "node api.js", port: 4000, directory: "api", health: "/health", environment: { N: 1 } } },
      endpoint: "http://127.0.0.1:4566",
    };
    assert.deepEqual(readLocalSettings(JSON.stringify(settings)), {
      backends: { web: "http://127.0.0.1:3000" },
      commands: {
        api: { run: "node api.js", port: 4000, directory: "api", health: "/health", environment: { N: "1" } },
      },
      endpoint: "http://127.0.0.1:4566",
    });
  });

  it("are refused with all that is wrong", () => {
    const settings = {
      backend: {},
      backends: { web: "http://127.0.0.1:3000/path", api: "http://127.0.0.1:1" },
      commands: { api: { run: " ", port: 0, health: "health" } },
      endpoint: 4566,
    };
    assert.throws(() => readLocalSettings(JSON.stringify(settings)), {
      message: [
        "gatewright:local: 7 problems",
        "  - backend: expected one of backends, commands, endpoint, stackReferences, config, environment, standIn. Write backends.",
        '  - backends.web: got "http://127.0.0.1:3000/path", expected a URL without a path, such as "http://127.0.0.1:3000"',
        '  - commands.api.run: expected a command line, such as "node server.js"',
        "  - commands.api.port: expected a port from 1 to 65535, or nothing for a free one",
        '  - commands.api.health: expected a path, such as "/health"',
        "  - commands.api: backends.api is there too. Fix: keep one of the two",
        '  - endpoint: got 4566, expected a URL without a path, such as "http://127.0.0.1:3000"',
      ].join("\n"),
    });
    assert.throws(
      () => readLocalSettings('"web"'),
      /expected a mapping with backends, commands, endpoint, stackReferences, config, environment, standIn/,
    );
  });
});
