// mocha's spec reporter, closed by one plain line of its own counts for CI to read. What ends without a result fails: a test, a
// file, the whole run.
const { relative } = require("node:path");
const { reporters, Runner, Test } = require("mocha");
const { requireResults } = require("./required-results");

const { EVENT_RUN_END, EVENT_TEST_END, EVENT_TEST_FAIL } = Runner.constants;

function cutShort() {
  console.error("The run ended before its last test: a test called process.exit(), or waited for what never came.");
  process.exitCode = 1;
}

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (runner.isParallelMode()) {
      runner.workerReporter(require.resolve("./worker-reporter"));
    } else {
      requireResults(runner);
    }
    const isPart = options.grep !== undefined || runner.suite.hasOnly();
    this.silent = new Set(isPart ? [] : options.files);
    runner.on(EVENT_TEST_END, ({ file }) => this.silent.delete(file));
    process.on("exit", cutShort);
    runner.once(EVENT_RUN_END, () => process.off("exit", cutShort));
  }

  epilogue() {
    // a file that could not be loaded, or whose hook failed, has failed already
    for (const file of this.stats.failures > 0 ? [] : this.silent) {
      const test = new Test(relative(process.cwd(), file));
      test.parent = this.runner.suite;
      this.runner.failures++;
      this.runner.emit(EVENT_TEST_FAIL, test, new Error("No test of this file has run or was skipped."));
    }
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ""}`);
  }
};
