// Stands in for the native part of AWS's runtime interface client, which posts over HTTP: loaded before it, by --require.
const { execFileSync } = require("node:child_process");
const http = require("node:http");
const Module = require("node:module");

const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

/** Posts and waits: the client ends the process right after an error. */
function post(path, body) {
  execFileSync("curl", ["-s", "-X", "POST", "--data-binary", "@-", `${base}/${path}`], { input: body });
}

function next() {
  return new Promise((resolve, reject) => {
    http
      .get(`${base}/next`, { agent: false }, (response) => {
        let bodyJson = "";
        response.setEncoding("utf8");
        response.on("data", (part) => (bodyJson += part));
        response.on("end", () => resolve({ bodyJson, headers: response.headers }));
      })
      .on("error", reject);
  });
}

const client = {
  initializeClient: () => undefined,
  next,
  done: (id, body) => post(`${id}/response`, body),
  error: (id, body) => post(`${id}/error`, body),
};

const load = Module._extensions[".node"];
Module._extensions[".node"] = (module, file) => {
  if (file.endsWith("rapid-client.node")) {
    module.exports = client;
  } else {
    load(module, file);
  }
};
