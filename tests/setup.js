// Loaded by mocha before every spec: TypeScript is transpiled only, `npm run lint` type-checks once.
require("ts-node").register({ transpileOnly: true });
