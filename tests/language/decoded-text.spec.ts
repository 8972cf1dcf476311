import assert from "node:assert/strict";
import { decodedText } from "../../language/decoded-text";

describe("the text of a file that another program wrote", () => {
  it("is UTF-8, with or without a byte order mark", () => {
    assert.equal(decodedText(Buffer.from('{"a":"ü"}')), '{"a":"ü"}');
    assert.equal(decodedText(Buffer.from('\ufeff{"a":"ü"}')), '{"a":"ü"}');
  });

  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding
  it("is UTF-16 where `>` of Windows PowerShell wrote it", () => {
    assert.equal(decodedText(Buffer.from('\ufeff{"a":"ü"}\r\n', "utf16le")), '{"a":"ü"}\r\n');
  });

  it("is empty of an empty file", () => assert.equal(decodedText(Buffer.from("")), ""));
});
