// Words that want to be more than words. Each bears a mark, "zq" and four digits, that outlives folding.
const vectors = `
<script>alert(MARK)</script>
<ScRiPt >alert(MARK)</sCrIpT\t>
<img src=x onerror=alert(MARK)>
<img src="x" onerror="alert('MARK')">
<svg onload=alert(MARK)>
<svg/onload=alert(MARK)//
<svg><script>alert&#40;MARK&#41;</script></svg>
<math><mi//xlink:href="data:x,<script>alert(MARK)</script>">
<math><mtext><table><mglyph><style><img src=x onerror=alert(MARK)>
<iframe src="javascript:alert(MARK)"></iframe>
<iframe srcdoc="&lt;img src=x onerror=alert(MARK)&gt;">
<object data="data:text/html,<script>alert(MARK)</script>">
<embed src="javascript:alert(MARK)">
<body onload=alert(MARK)>
<details open ontoggle=alert(MARK)>x
<video><source onerror="alert(MARK)">
<audio src=x onerror=alert(MARK)>
<input autofocus onfocus=alert(MARK)>
<select autofocus onfocus=alert(MARK)>
<textarea autofocus onfocus=alert(MARK)>
</textarea><script>alert(MARK)</script>
</title><script>alert(MARK)</script>
</script><script>alert(MARK)</script>
</style><script>alert(MARK)</script>
--><script>alert(MARK)</script><!--
]]><script>alert(MARK)</script><![CDATA[
<!--<img src="--><img src=x onerror=alert(MARK)//">
<noscript><p title="</noscript><img src=x onerror=alert(MARK)>">
<a href="javascript:alert(MARK)">x</a>
<a href=" &#14; javascript:alert(MARK)">x</a>
<a href="jav&#x09;ascript:alert(MARK)">x</a>
<a href="JaVaScRiPt:alert(MARK)">x</a>
<form action=javascript:alert(MARK)><input type=submit>
<button formaction=javascript:alert(MARK)>x
<meta http-equiv=refresh content="0;url=javascript:alert(MARK)">
<link rel=stylesheet href="//evil.example/MARK.css">
<base href="//evil.example/MARK/">
<style>*{background:url(//evil.example/MARK)}</style>
<p style="background:url(//evil.example/MARK)">
<b>MARK</b><i>MARK
<plaintext>MARK
<xmp>MARK</xmp>
<template><script>alert(MARK)</script></template>
<marquee onstart=alert(MARK)>
<isindex type=image src=1 onerror=alert(MARK)>
" onmouseover="alert(MARK)
' onmouseover='alert(MARK)
" autofocus onfocus="alert(MARK)
"><script>alert(MARK)</script>
'><script>alert(MARK)</script>
"/><img src=x onerror=alert(MARK)>
\`onmouseover=alert(MARK)\`
" style="position:fixed;inset:0" x="MARK
"accesskey="x"onclick="alert(MARK)
javascript:alert(MARK)
data:text/html;base64,PHNjcmlwdD5MARK
vbscript:msgbox(MARK)
//evil.example/MARK
\\\\evil.example\\MARK
https://evil.example/MARK?a=b&c=d#e
[MARK](javascript:alert(1))
[MARK](JaVaScRiPt:alert(1))
[MARK](&#106;avascript:alert(1))
[MARK](data:text/html,x)
![MARK](https://evil.example/x.png)
![MARK](x"onerror="alert(1))
<https://evil.example/MARK>
[a]: javascript:alert(MARK)
\`\`\`<script>alert(MARK)</script>\`\`\`
# MARK <img src=x onerror=alert(1)>
*MARK* **<b>x</b>** _y_
> MARK <script>
| MARK | <b> |
{x} MARK
{{constructor.constructor('alert(MARK)')()}}
{raw x MARK}
{1} {2} {n} MARK
{if 1}MARK{/if}
{part top(MARK)}
\${alert(MARK)}
#{7*7} MARK
<%= 7*7 %> MARK
{%raw%} MARK
%s%n%x MARK
%%MARK%d%p
$1 $2 $3 MARK
?1 :a @b MARK
'; DROP TABLE agora_need; -- MARK
" OR 1=1 -- MARK
') UNION SELECT 1,2 -- MARK
MARK%0d%0aSet-Cookie: a=b
MARK\\r\\nLocation: //evil
../../../../etc/passwd MARK
&lt;script&gt;MARK
&amp;lt;MARK&amp;gt;
&#60;script&#62;MARK
&#x3c;img MARK
&notin; &MARK; &#0; &#xD800;
&quot;MARK&apos;
\\u003cscript\\u003eMARK
\\x3cMARK\\x3e
\u2028MARK\u2029
\u202eMARK\u202c
\u202eMARK
\u2066MARK\u2069\u2067
\u200bMA\u200dRK MARK
\ufeffMARK
\ufffeMARK\uffff
\u0001\u0008MARK\u001b[31m
\u007fMARK\u0085
MARK\u000b\u000c
＜script＞alert(MARK)＜/script＞
\u02bascript\u02ba MARK
‹script› «MARK» ‘x’ “y”
😀👩‍👩‍👧‍👦 MARK 🏴‍☠️
\u0301\u0301\u0301\u0301\u0301\u0301MARK
Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢MARK
مرحبا MARK بكم
שלום MARK
日本語 MARK
ﷺ MARK ﷽
İıſK MARK
ffi ﬃ MARK
=1+1+cmd|' /C calc'!A0 MARK
=HYPERLINK("http://evil.example/MARK","x")
+1 MARK
-1+MARK
@SUM(1+MARK)
|cmd MARK
;=1+1 MARK
,=1+1 MARK
MARK;=cmd()
MARK,=cmd()
MARK\t=cmd()
"=1+1" MARK
＝1+1 MARK
%0A=MARK
http-equiv MARK content
onerror=alert(MARK)
<MARK>
</MARK>
<MARK x=y z>
<a<b<c MARK
<< MARK >>
< script >MARK</ script >
<?xml version="1.0"?><MARK/>
<?php echo MARK ?>
<!DOCTYPE MARK [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;
<!--#exec cmd="MARK"-->
<svg><a xlink:href="javascript:alert(MARK)"><text>x
<svg><use href="data:image/svg+xml,MARK"/>
<svg><animate onbegin=alert(MARK) attributeName=x>
<image src=x onerror=alert(MARK)>
<a id=agora><a id=agora name=MARK>
<form id=csrf><input name=MARK>
<input name=csrf value=MARK>
<h1>MARK</h1></main></body></html>
</p></div></section>MARK
`.split('\n').filter(Boolean).map(line => line
  .replace(/\\u([0-9a-f]{4})/g, (whole, hex, at, all) => all.includes('\\u003c') ? whole : String.fromCharCode(parseInt(hex, 16)))
  .replaceAll('\\t', '\t'));

const extra = ['W'.repeat(60) + 'MARK' + 'W'.repeat(50), 'MARK ' + '\u0300'.repeat(100), '\u202e'.repeat(50) + 'MARK',
  '< '.repeat(50) + 'MARK', '&'.repeat(100) + 'MARK', '"'.repeat(50) + "'".repeat(50) + 'MARK'];

const mark = i => `zq${String(i).padStart(4, '0')}`;
let count = 0;
// [{ mark, text, points }]
export const payloads = [...vectors, ...extra].map(text => {
  const m = mark(count++);
  return { mark: m, text: text.replaceAll('MARK', m), points: [...text.replaceAll('MARK', m)].length };
});
export const fitting = max => payloads.filter(p => p.points <= max);
