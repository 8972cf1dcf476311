// Loaded by mocha before every spec: TypeScript is transpiled only, `npm run lint` type-checks once.
require("ts-node").register({ transpileOnly: true });

// Property tests try the same inputs in each run, so that a run fails for its own change alone; the nightly tries others.
require("fast-check").configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });

/** mocha emits a rejection that nobody handles anew; without a listener it is lost (https://github.com/mochajs/mocha/issues/5507). */
function fail(reason) {
  throw reason;
}

// before each file: a worker of `mocha --parallel` removes all listeners behind each
exports.mochaHooks = {
  beforeAll() {
    process.off("unhandledRejection", fail);
    process.on("unhandledRejection", fail);
  },
};
