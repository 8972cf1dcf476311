import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bashScript } from "../../../cli/completion/bash";
import { describedCommands } from "../../../cli/completion/described-command";
import { fishScript } from "../../../cli/completion/fish";
import { zshScript } from "../../../cli/completion/zsh";

describe("gatewright completion", () => {
  const commands = describedCommands();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewright-completion-"));
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "");
    writeFileSync(join(folder, "Pulumi.prod.yaml"), "");
    writeFileSync(join(folder, "completion.bash"), bashScript(commands));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Returns what bash offers for the last word. */
  function offered(...words: string[]): string[] {
    const script = `. ./completion.bash; COMP_WORDS=(gatewright "$@"); COMP_CWORD=$#; _gatewright; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const text = execFileSync("bash", ["-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
    return text.split("\n").filter((word) => word !== "");
  }

  it("offers the commands", () => {
    assert.deepEqual(offered("ch"), ["check", "choose"]);
    assert.deepEqual(offered("completion", "z"), ["zsh"]);
  });

  it("offers a command's options, their values and the project's stacks", () => {
    assert.deepEqual(offered("serve", "--public"), ["--public-host"]);
    assert.deepEqual(offered("serve", "--log", ""), ["pretty", "json", "off"]);
    assert.deepEqual(offered("token", "--stack", ""), ["dev", "prod"]);
    assert.deepEqual(offered("token", "-s", "p"), ["prod"]);
    assert.deepEqual(offered("check", "--all-"), ["--all-stacks"]);
  });

  it("offers files where the argument is a folder", () => {
    assert.deepEqual(offered("graph", "Pul"), ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]);
  });

  it("has every command and option for zsh and fish too, and none that no help shows", () => {
    const [zsh, fish] = [zshScript(commands), fishScript(commands)];
    for (const { name, options } of commands) {
      assert.ok(zsh.includes(`        ${name}) _arguments `), name);
      assert.ok(fish.includes(`__fish_seen_subcommand_from ${name}' -l help`), name);
      for (const { long } of options) {
        assert.ok(zsh.includes(long) && fish.includes(`-l ${long.slice(2)}`), long);
      }
    }
    assert.doesNotMatch(zsh + fish, /--stage|-l stage/);
  });
});
