// What reports from a worker of `mocha --parallel` to the main process.
const ParallelBuffered = require("mocha/lib/nodejs/reporters/parallel-buffered");
const { requireResults } = require("./required-results");

module.exports = class extends ParallelBuffered {
  constructor(runner, options) {
    super(runner, options);
    requireResults(runner);
  }
};
