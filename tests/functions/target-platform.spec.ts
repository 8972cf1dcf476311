import assert from "node:assert/strict";
import { wheelPlatforms } from "../../functions/target-platform";

describe("the platforms of wheels", () => {
  it("are those that the glibc of the runtime's Amazon Linux can load, the newest first", () => {
    const [newest, ...others] = wheelPlatforms({ runtime: "python3.13", architecture: "arm64" });
    assert.equal(newest, "manylinux_2_34_aarch64");
    assert.deepEqual(others.slice(-3), ["manylinux_2_17_aarch64", "manylinux2014_aarch64", "linux_aarch64"]);
    assert.equal(wheelPlatforms({ runtime: "python3.11", architecture: "x86_64" })[0], "manylinux_2_26_x86_64");
  });
});
