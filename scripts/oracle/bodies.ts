/** The payloads of the oracle's templates. */
export const BODIES = [
  `{"items":[1,2,3],"n":25,"s":"41","obj":{"a":1,"b":2},"obj2":{"k":[{"x":"y"}]},"nul":null,"u":"it's (a)!~*","t":true,"f":false,"words":["b","a","c","a"],"e":"","list":[],"map":{}}`,
  `{"id":9007199254740993,"big":12345678901234567890123,"f":10.0,"e":1E5,"small":0.0001,"neg":-7,"long":0.12345678901234567890,"z":-0.0,"huge":1.5e300,"o":{"z":1,"10":2,"9":3},"seven":7,"two":2,"half":0.5}`,
  `{"store":{"book":[{"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},{"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},{"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},{"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8","price":22.99}],"bicycle":{"color":"red","price":19.95}},"expensive":10}`,
  `{"text":"line\\nbreak \\"quoted\\" back\\\\slash a/b","unicode":"Grüße €  \\u2028 \\u0001","html":"<b>&amp;</b>","a b":{"c.d":1},"nested":[[1,[2]],[]],"mixed":[1,"1",1.0,true,null,{"k":null}]}`,
  `[{"id":1,"tags":["x","y"]},{"id":2,"tags":[]},{"id":"3"}]`,
];
