const { EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = require("mocha").Runner.constants;

/** Fails each test that has neither passed, failed nor been skipped when its run ends. */
exports.requireResults = (runner) => {
  const reported = new Set();
  for (const event of [EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING]) {
    runner.on(event, (test) => reported.add(test));
  }
  runner.on(EVENT_SUITE_END, (suite) => {
    // where a hook fails, mocha leaves out the tests behind it
    if (!suite.root || runner.failures > 0 || runner.grepTotal(suite) <= reported.size) {
      return;
    }
    suite.eachTest((test) => {
      if (!reported.has(test)) {
        runner.fail(test, new Error("mocha reported no result of this test."), true);
      }
    });
  });
};
