/** The style of the page: light and dark as the reader has it, one column on a phone, black on white on paper. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--panel:#f5f6f8;--line:#cfd4dc;--text:#1a1f29;--soft:#4a5365;--accent:#0b57d0;--bad:#a8200d;--badback:#fdecea;--good:#0a6b3d}
@media(prefers-color-scheme:dark){:root{--back:#12151b;--panel:#1b2029;--line:#3a4352;--text:#e8ebf0;--soft:#b3bccb;--accent:#9cc2ff;--bad:#ffb0a4;--badback:#3a1714;--good:#8fe0b3}}
*{box-sizing:border-box}
html{scroll-padding-top:5rem}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
a{color:var(--accent)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--back);padding:.5rem;z-index:3}
header,main,footer{max-width:78rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.5rem 0}
h2{font-size:1.35rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{font-size:1.15rem;margin:1.5rem 0 .5rem}
h4{font-size:1rem;margin:1.25rem 0 .25rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.5rem 0}
.controls{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;background:var(--back);border-bottom:1px solid var(--line);padding:.5rem 0}
.controls label{display:grid;font-size:.85rem;color:var(--soft)}
input,select{font:inherit;color:var(--text);background:var(--panel);border:1px solid var(--soft);border-radius:6px;padding:.35rem .5rem;min-height:2.5rem}
input{width:min(22rem,90vw)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.5rem;margin:.5rem 0}
dl.facts div{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.5rem .75rem}
dt{font-size:.85rem;color:var(--soft)}
dd{margin:0;font-weight:600;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:1.25rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td{min-width:6rem}
td:first-child{min-width:11rem}
th{color:var(--soft);font-weight:600;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:.92em ui-monospace,monospace}
.open td,.near{color:var(--bad)}
.open{background:var(--badback)}
.picture{overflow-x:auto;border:1px solid var(--line);border-radius:8px;padding:.75rem;background:var(--panel)}
svg{display:block;width:100%;min-width:64rem;height:auto}
svg text{font:13px system-ui,sans-serif;fill:var(--text)}
svg .head{fill:var(--soft);font-weight:600}
svg rect{fill:var(--back);stroke:var(--soft)}
svg .open rect{stroke:var(--bad);stroke-width:2;stroke-dasharray:5 3}
svg .open text{fill:var(--bad)}
svg .edge{fill:none;stroke:var(--soft);stroke-width:1.2}
svg .away{opacity:.15}
[hidden]{display:none!important}
footer{color:var(--soft);font-size:.9rem}
@media(max-width:46rem){
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
table,tbody,tr,td{display:block;width:100%}
td,td:first-child{min-width:0}
caption{display:block}
dl.facts{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
tr{border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:.25rem}
td,td.n{border:0;text-align:left;display:grid;grid-template-columns:8rem 1fr;gap:.5rem}
td::before{content:attr(data-name);color:var(--soft);font-size:.85rem}
td:has(span:empty){display:none}
.controls{position:static}
}
@media print{
:root{color-scheme:light;--back:#fff;--panel:#fff;--line:#999;--text:#000;--soft:#333;--accent:#000;--bad:#900;--badback:#fff;--good:#000}
.controls,nav,.skip{display:none}
body{font-size:10pt}
.picture{overflow:visible;border:0}
svg{min-width:0}
tr,svg,dl div{break-inside:avoid}
h2{break-before:page}
h2:first-of-type{break-before:auto}
}
`;
