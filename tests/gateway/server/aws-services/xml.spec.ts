import assert from "node:assert/strict";
import { elements, membersOf } from "../../../../gateway/server/aws-services/xml";

describe("the XML of query services", () => {
  it("is read as the JSON that the service writes for a REST API", () => {
    const xml =
      '<?xml version="1.0"?><PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>7</MessageId></PublishResult><ResponseMetadata/></PublishResponse>';
    assert.deepEqual(membersOf(xml), {
      PublishResponse: { PublishResult: { MessageId: "7" }, ResponseMetadata: "" },
    });
  });

  it("keeps elements of one name as a list, and texts as they are", () => {
    assert.deepEqual(membersOf("<R><M><Body>a &lt;b&gt; &amp; &#39;&#x22;</Body></M><M><Body>c</Body></M></R>"), {
      R: { M: [{ Body: "a <b> & '\"" }, { Body: "c" }] },
    });
  });

  it("is written so that it is read as the same", () => {
    const members = { R: { M: [{ Body: "<a> & b" }, { Body: "c" }], Id: "7" } };
    assert.deepEqual(membersOf(elements(members)), members);
  });
});
