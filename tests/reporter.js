// mocha's spec reporter, closed by one plain line of its own counts for CI to read.
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ""}`);
  }
};
