import { showAccess } from "./access.js";
import { listen, read } from "./data.js";
import { byId } from "./dom.js";
import { showInbox } from "./inbox.js";
import { showLimits } from "./limits.js";
import { addRequests, showSkipped } from "./requests.js";
import { showRoutes } from "./routes.js";
import { showConnections, showSocketStages } from "./sockets.js";
import { startTabs } from "./tabs.js";

startTabs();

function onProgram(program) {
  showReload(program.reload);
  showRoutes(program);
  showSocketStages(program.stages);
  void read("access").then(showAccess);
}

function onActivity({ limits, connections, inbox, skipped }) {
  showLimits(limits);
  showConnections(connections);
  showInbox(inbox);
  showSkipped(skipped);
}

function showReload({ state, since, problem }) {
  const at = new Date(since).toLocaleTimeString();
  const texts = {
    serving: `Serving the program of ${at}`,
    evaluating: "Evaluating the changed program …",
    failed: `The last change is not served (${at}): ${problem}`,
  };
  setReload(texts[state], state === "failed");
}

function setReload(text, isFailed) {
  const place = byId("reload");
  place.textContent = text;
  place.classList.toggle("failed", isFailed);
}

listen({
  open: async () => {
    const [{ requests }, program, activity] = await Promise.all([read("requests"), read("program"), read("activity")]);
    addRequests(requests);
    onProgram(program);
    onActivity(activity);
  },
  lost: () => setReload("The gateway has ended, or started anew: it then printed another URL.", true),
  requests: ({ requests }) => addRequests(requests),
  program: onProgram,
  activity: onActivity,
});
