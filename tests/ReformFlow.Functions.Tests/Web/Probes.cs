using ReformFlow.Functions.Tests.Setting;
using static ReformFlow.Functions.Tests.Setting.Probe;

namespace ReformFlow.Functions.Tests.Web;

/// <summary>What both editions are asked: the product's own pages, and what scanners, broken programs and curious people send.</summary>
static class Probes
{
    const string Save = "{form}/items/{item}", Form = "token={token}&version=0&";

    /// <summary>Methods that no door takes: the host says 404 where the product says that this can't be done here.</summary>
    static readonly Starred _otherMethod = new(405, 404);

    /// <summary>Addresses that no door takes, the host's own among them: the host's 404 has no page.</summary>
    static readonly Starred _noDoor = new(404, 404);

    /// <summary>An error whose page can't be drawn: the worker's server does not hear of it, so the headers that every answer carries are there, and locally are not.</summary>
    static readonly Starred _failedTwice = new(500, 500);

    /// <summary>While the forms are open; nothing here changes anything, so the order does not matter.</summary>
    public static IReadOnlyList<Probe> Looking { get; } =
    [
        // The product's own pages.
        Get("front page", "/"),
        Head("front page, head", "/"),
        Get("front page for a town", "/?town=mizuhono"),
        Get("front page with markup in the query", "/?town=%3Cscript%3Ealert(1)%3C/script%3E"),
        Get("front page with a query of nothing", "/?=&&=&town"),
        Get("form", "{form}"),
        Head("form, head", "{form}"),
        Get("form with a slash at its end", "{form}/"),
        Get("form's item", Save),
        Head("form's item, head", Save),
        Get("form's item, saved", Save + "?saved=true"),
        Get("form's item, saved perhaps", Save + "?saved=perhaps"),
        Get("form's item, saved twice", Save + "?saved=true&saved=false"),
        Get("form's item that is not there", "{form}/items/nothing"),
        Get("form's page that is not there", "{form}/nothing"),
        Get("form's check", "{form}/check"),
        Get("form's receipt before it is submitted", "{form}/receipt"),
        Get("form by a code in capitals and small letters", "/mizuhono/r7/zeimu/%E3%80%80{code}"),
        Get("style", "{style}"),
        Head("style, head", "{style}"),
        Get("style by a wrong hash", "/assets/0000000000000000/site.css"),
        Get("asset by a way out of its folder", "/assets/0000000000000000/..%2f..%2fsite.css"),
        Get("asset by two dots", "/assets/../site.css"),
        Get("assets' folder", "/assets/"),
        Get("report that is not published", "/mizuhono/report/r7/"),
        Get("report without its slash", "/mizuhono/report/r7"),
        Get("report's file that is not published", "/mizuhono/report/r7/report.html"),
        Get("report's deeper page", "/mizuhono/report/r7/a/b"),
        Get("webhook", "/webhook/sendgrid"),
        Post("webhook, posted", "/webhook/sendgrid", "[]", "Content-Type: application/json"),
        Get("file of a town", "/mizuhono/files/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Get("unknown page", "/nowhere"),
        Head("unknown page, head", "/nowhere"),
        Post("unknown page, posted", "/nowhere", "x=y"),
        Get("unknown page, deep", "/a/b/c/d/e/f"),
        Get("icon", "/favicon.ico"),

        // The desk, from wherever it is asked.
        Get("desk", "/mizuhono/desk"),
        Head("desk, head", "/mizuhono/desk"),
        Get("desk's start", "/mizuhono/desk/start"),
        Get("desk's cycle", "/mizuhono/desk/r7"),
        Get("desk's request", "/mizuhono/desk/r7/requests/zeimu"),
        Get("desk's edition", "/mizuhono/desk/r7/editions/1/report.html"),
        Get("desk's outbox", "/mizuhono/desk/outbox"),
        Get("desk in capitals", "/mizuhono/DESK/r7"),
        Get("desk under the desk's name", "/mizuhono/desk", "Host: localhost:5081"),
        Get("desk as if from this machine", "/mizuhono/desk", "Host: localhost", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1", "Forwarded: for=127.0.0.1;host=localhost"),
        Post("desk's start, posted with a right token", "/mizuhono/desk/start", "token={token}&plan=main&period=R8"),
        Post("desk's compilation, posted with a right token", "/mizuhono/desk/r7/compile", "token={token}"),

        // Links and codes.
        Get("form by a wrong code", "/mizuhono/r7/zeimu/0000-0000-0000-0000"),
        Get("form by another department's code", "/mizuhono/r7/zeimu/{other-code}"),
        Get("form of an unknown department", "/mizuhono/r7/nowhere/{code}"),
        Get("form of an unknown cycle", "/mizuhono/r99/zeimu/{code}"),
        Get("form of an unknown town", "/nowhere/r7/zeimu/{code}"),
        Get("form of a town in capitals", "/MIZUHONO/r7/zeimu/{code}"),
        Get("form by a code of a thousand characters", $"/mizuhono/r7/zeimu/{new string('7', 1_000)}"),
        Get("form by a code with a slash in it", "/mizuhono/r7/zeimu/0000%2F0000"),
        Post("front page, posted with a wrong code", "/", "token={token}&town=mizuhono&department=税務課&code=0000000000000000"),
        Post("front page, posted with a right code", "/", "token={token}&town=mizuhono&department=税務課&code={code}"),
        Post("front page, posted empty", "/", ""),

        // Tokens.
        Post("item without a token", Save, "version=0&text.effects=x"),
        Post("item with an empty token", Save, "token=&version=0&text.effects=x"),
        Post("item with a wrong token", Save, "token=0123456789abcdef0123456789abcdef&version=0&text.effects=x"),
        Post("item with a token of another form", Save, "token={other-token}&version=0&text.effects=x"),
        Post("item with a token of kanji", Save, "token=合い言葉&version=0"),
        Post("item with two tokens", Save, "token={token}&token=x&version=0&text.effects=x"),
        Post("item with a token of a megabyte", Save, $"token={new string('a', 1_000_000)}"),
        Post("item with its token in the query only", Save + "?token={form-token}", "version=0&text.effects=x"),
        Post("item of a wrong code with a right token", "/mizuhono/r7/zeimu/0000-0000-0000-0000/items/{item}", "token={token}&version=0"),

        // Bodies.
        Post("body with a NUL", Save, "text.effects=%00"),
        Post("body with one value of five megabytes", Save, $"text.effects={new string('a', 5 * 1024 * 1024)}"),
        Post("body with three thousand fields", Save, string.Join('&', Enumerable.Range(0, 3_000).Select(n => $"f{n}=x"))),
        Post("body of JSON", Save, "{\"text.effects\":1}", "Content-Type: application/json"),
        Post("body of plain text", Save, "text.effects=1", "Content-Type: text/plain"),
        Post("body of an unknown kind", Save, "x", "Content-Type: ///"),
        Post("body of parts without a boundary", Save, "x", "Content-Type: multipart/form-data"),
        Post("body of parts that are none", Save, "x", "Content-Type: multipart/form-data; boundary=x"),
        Raw("body without a kind", $"POST {Save} HTTP/1.1", ["Content-Length: 5"], "x=yzz"),
        Raw("post without a body", $"POST {Save} HTTP/1.1", ["Content-Length: 0"]),
        Raw("post without a length", $"POST {Save} HTTP/1.1", []),
        Raw("get with a body", "GET / HTTP/1.1", ["Content-Length: 5"], "hello"),
        Raw("body over ten megabytes, asked for first", $"POST {Save} HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 11000000", "Expect: 100-continue"]),
        Raw("body over ten megabytes to an unknown page", "POST /nowhere HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 11000000", "Expect: 100-continue"]),
        Raw("body that breaks off", $"POST {Save} HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 1000"], "token={form-token}&text.effects=x") with { Ends = true },
        Raw("chunk that breaks off", $"POST {Save} HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"], "ff\r\ntoken={form-token}") with { Ends = true },
        Raw("chunk of no size", $"POST {Save} HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"], "zz\r\ntoken=x\r\n0\r\n\r\n"),
        Raw("body with two lengths", "POST / HTTP/1.1", ["Content-Length: 3", "Content-Length: 4"], "x=yz"),
        Raw("body with a length below nothing", "POST / HTTP/1.1", ["Content-Length: -1"]),
        Raw("body with a length and chunks", "POST / HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 3", "Transfer-Encoding: chunked"], "3\r\nx=y\r\n0\r\n\r\n"),
        Raw("body in an unknown transfer", "POST / HTTP/1.1", ["Transfer-Encoding: gzip"], "x"),

        // Methods.
        Of("put on a form", "PUT", "{form}") with { Star = _otherMethod },
        Of("delete on a form", "DELETE", Save) with { Star = _otherMethod },
        Of("patch on a form", "PATCH", Save) with { Star = _otherMethod },
        Of("options on a form", "OPTIONS", "{form}") with { Star = _otherMethod },
        Of("trace on the front page", "TRACE", "/") with { Star = _otherMethod },
        Of("options on everything", "OPTIONS", "*") with { Star = _otherMethod },
        Of("an own method on the front page", "PROPFIND", "/") with { Star = _otherMethod },
        Of("get in small letters", "get", "/"),
        Of("put on the desk", "PUT", "/mizuhono/desk") with { Star = _otherMethod },
        Of("put on a report", "PUT", "/mizuhono/report/r7/") with { Star = _otherMethod },
        Of("put on the style", "PUT", "{style}") with { Star = _otherMethod },
        Of("delete on an unknown page", "DELETE", "/nowhere") with { Star = _noDoor },
        Raw("connect", "CONNECT example.org:443 HTTP/1.1", []),
        Post("post on a report", "/mizuhono/report/r7/", "x=y"),
        Post("post on the style", "{style}", "x=y"),
        Post("post on a form's list", "{form}", "token={token}"),
        Post("post that says it is a put", Save, "version=0", "X-HTTP-Method-Override: PUT"),
        Get("get that says it is a post", Save, "X-HTTP-Method-Override: POST", "X-Method-Override: DELETE"),

        // Addresses.
        Get("two dots, escaped", "/%2e%2e/%2e%2e/etc/passwd"),
        Get("two dots, plain", "/../../etc/passwd"),
        Get("two dots in a form", "{form}/../../zeimu"),
        Get("dots in a report", "/mizuhono/report/r7/..%2f..%2fpeople.json"),
        Get("dots, escaped twice", "/mizuhono/report/r7/%252e%252e%252fpeople.json"),
        Get("backslashes", "/mizuhono\\report\\r7"),
        Get("NUL in the address", "/%00"),
        Get("NUL in a form's address", "/mizuhono/r7/zeimu/%00"),
        Get("line break in the address", "/mizuhono/report/r7/x%0d%0aSet-Cookie:%20a=b"),
        Get("bytes that are no UTF-8 in the address", "/%ff%fe/%c0%ae"),
        Get("half a character in the address", "/%e3%81"),
        Get("percent sign alone", "/100%"),
        Get("percent and u", "/%u3042"),
        Get("kanji in the address", "/%E7%91%9E%E7%A9%82%E9%87%8E/report/r7"),
        Raw("kanji in the address, not escaped", "GET /瑞穂野 HTTP/1.1", []),
        Get("two slashes", "//") with { Star = _noDoor },
        Get("two slashes and a name", "//evil.example/mizuhono/report/r7") with { Star = _noDoor },
        Get("two slashes within", "/mizuhono//report/r7"),
        Get("slashes only", "/////") with { Star = _noDoor },
        Get("one dot", "/./mizuhono/./report/r7"),
        Get("semicolons", "/mizuhono;a=b/report/r7"),
        Get("address of seven thousand characters", $"/{new string('a', 7_000)}"),
        Get("address of a thousand parts", string.Concat(Enumerable.Repeat("/a", 1_000))),
        Get("address that no line holds", $"/{new string('a', 20_000)}"),
        Get("query of seven thousand characters", $"/?town={new string('a', 7_000)}"),
        Get("query with a NUL", "/?town=%00"),
        Get("query with bytes that are no UTF-8", "/?town=%ff"),
        Get("fragment", "/mizuhono/report/r7#x"),
        Raw("address with its site", "GET http://localhost/nowhere HTTP/1.1", []),
        Raw("address with another site", "GET http://evil.example/mizuhono/report/r7 HTTP/1.1", []),
        Raw("address with a blank", "GET /a b HTTP/1.1", []),

        // Headers.
        Get("forwarded for, host and scheme", "/mizuhono/report/r7", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"),
        Get("forwarded under a prefix", "{form}", "X-Forwarded-Prefix: /evil"),
        Get("forwarded by many", "{form}", "X-Forwarded-For: 1.1.1.1, 2.2.2.2, unknown, 127.0.0.1", "X-Forwarded-Host: a, b", "X-Forwarded-Proto: ftp"),
        Get("forwarded with nonsense", "/", "X-Forwarded-For: ::::", "X-Forwarded-Host: <script>", "X-Forwarded-Proto: javascript:"),
        Get("rewritten address", "/", "X-Original-URL: /mizuhono/desk", "X-Rewrite-URL: /mizuhono/desk"),
        Get("another host", "{form}", "Host: evil.example"),
        Get("host of nonsense", "/", "Host: <script>"),
        Get("empty host", "/", "Host:"),
        Bare("no host", "GET / HTTP/1.1\r\n\r\n"),
        Bare("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        Bare("old protocol", "GET / HTTP/1.0\r\n\r\n"),
        Bare("future protocol", "GET / HTTP/3.0\r\nHost: a\r\n\r\n"),
        Bare("no protocol", "GET /\r\n\r\n"),
        Bare("no request at all", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"),
        Get("two kinds of one header", "/", "Accept-Language: ja", "Accept-Language: en", "Cookie: a=b", "Cookie: c=d"),
        Get("header of forty kilobytes", "/", $"Cookie: {new string('a', 40_000)}"),
        Get("two hundred headers", "/", [.. Enumerable.Range(0, 200).Select(n => $"X-{n}: x")]),
        Get("header with a NUL", "/", "Cookie: a\0b"),
        Get("header without a name", "/", ": x"),
        Get("header with kanji", "/", "X-Name: 瑞穂野"),
        Get("conditional on nothing we have", "{form}", "If-None-Match: \"x\"", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT"),
        Get("range of a form", "{form}", "Range: bytes=0-9"),
        Get("range of the style", "{style}", "Range: bytes=0-9"),
        Get("compression wanted", "{style}", "Accept-Encoding: gzip, br"),
        Get("another kind wanted", "{form}", "Accept: application/json"),
        Get("upgrade wanted", "/", "Connection: Upgrade, close", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
        Get("invocation of somebody else's", "/", "x-ms-invocation-id: 00000000-0000-0000-0000-000000000000"),
        Get("connection kept", "/", "Connection: keep-alive"),

        // Failures.
        Get("page that fails", "/test/fails"),
        Head("page that fails, head", "/test/fails"),
        Get("page that fails with its message", "/test/fails-with-its-message") with { Star = _failedTwice },
        Get("page that fails halfway", "/test/fails-halfway"),
        Get("page that flows", "/test/flows"),
        Get("what a page sees", "/test/sees"),
        Get("what a page sees of its address", "/test/sees/1/2"),
        Get("what a page sees behind a proxy", "/test/sees/%E4%B8%80/2?path=x&town=y"),

        // The host's own addresses.
        Get("the host's own", "/admin/host/status") with { Star = _noDoor },
        Get("the runtime's own", "/runtime/webhooks/durabletask/instances") with { Star = _noDoor },
    ];

    /// <summary>While the forms are open, one after the other: each changes what the next one finds.</summary>
    public static IReadOnlyList<Probe> Writing { get; } =
    [
        Post("saving", Save, Form + "text.effects=待ち時間を短くした。&text.achievements="),
        Get("what was saved", Save + "?saved=true"),
        Post("saving and back to the list", Save, Form + "next=list&text.achievements=窓口の案内を見直した。"),
        Post("saving by itself", Save, "token={token}&version=99&text.effects=もっと短くした。", "X-Autosave: 1"),
        Post("saving by itself, said twice", Save, "token={token}&version=99&text.effects=さらに短くした。", "X-Autosave: 1", "X-Autosave: 1"),
        Post("saving what somebody else changed", Save, Form + "text.effects=別の文章"),
        Post("saving by itself what somebody else changed", Save, Form + "text.effects=別の文章", "X-Autosave: 1"),
        Post("saving too much", Save, $"{Form}text.effects={new string('長', 2_000)}"),
        Post("saving a choice that is none", Save, Form + "rating.status=最高"),
        Post("saving unknown fields", Save, Form + "text.nothing=x&mark.a99=○&=x"),
        Post("saving as a put in disguise", Save, "token={token}&version=99&text.effects=変装", "X-HTTP-Method-Override: PUT"),
        Post("saving in parts", Save, string.Join("\r\n", new[] { ("token", "{token}"), ("version", "99"), ("text.effects", "分けて送った。") }.Select(f => $"--x\r\nContent-Disposition: form-data; name=\"{f.Item1}\"\r\n\r\n{f.Item2}")) + "\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x"),
        new("saving in chunks", editions =>
        {
            var body = $"token={editions.TokenFor($"{editions.Form("zeimu")}/items/{editions.Item("zeimu")}")}&version=99&text.effects=chunks";
            return Raw("", $"POST {Save} HTTP/1.1", ["Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"], $"5\r\n{body[..5]}\r\n{body.Length - 5:x}\r\n{body[5..]}\r\n0\r\n\r\n").Request(editions);
        }),
        Post("body with bytes that are no UTF-8", Save, "token={token}&version=0&text.effects=\u00ff\u00fe\u00ed\u00a0\u0080"),
        Post("body with half an escape", Save, "token={token}&version=0&text.effects=%e3%81"),
        Post("body in another encoding", Save, "token={token}&text.effects=%82%A0", "Content-Type: application/x-www-form-urlencoded; charset=shift_jis"),
        Get("the list after all that", "{form}"),
        Post("handing in what is not complete", "{form}/check", "token={token}&version=99"),
        Post("handing in what has changed since", "{ready}/check", "token={token}&version=1"),
        Post("handing in without a version", "{ready}/check", "token={token}"),
        new("handing in", editions => Post("", "{ready}/check", $"token={{token}}&version={editions.ReadyVersion}").Request(editions)),
        Get("receipt", "{ready}/receipt"),
        Get("list after handing in", "{ready}"),
    ];

    /// <summary>After publication: the forms are closed, the report is public.</summary>
    public static IReadOnlyList<Probe> Published { get; } =
    [
        Get("report", "/mizuhono/report/r7/"),
        Head("report, head", "/mizuhono/report/r7/"),
        Get("report without a slash", "/mizuhono/report/r7"),
        Get("report in capitals", "/mizuhono/REPORT/r7/"),
        Get("report of a cycle in capitals", "/mizuhono/report/R7/"),
        Get("report's page", "/mizuhono/report/r7/report.html"),
        Get("report's page with a slash", "/mizuhono/report/r7/report.html/"),
        Get("report's data", "/mizuhono/report/r7/report.json"),
        Head("report's data, head", "/mizuhono/report/r7/report.json"),
        Get("report's PDF", "/mizuhono/report/r7/report.pdf"),
        Get("report's people", "/mizuhono/report/r7/people.json"),
        Get("report that the reader has", "/mizuhono/report/r7/", "If-None-Match: \"{mark}\""),
        Get("report that the reader has in another state", "/mizuhono/report/r7/", "If-None-Match: \"x\", W/\"y\""),
        Get("report that the reader has in any state", "/mizuhono/report/r7/", "If-None-Match: *"),
        Head("report that the reader has, head", "/mizuhono/report/r7/", "If-None-Match: \"{mark}\""),
        Get("report on condition", "/mizuhono/report/r7/", "If-Match: \"x\""),
        Get("report with nonsense for a mark", "/mizuhono/report/r7/", "If-None-Match: x"),
        Get("part of the report", "/mizuhono/report/r7/report.json", "Range: bytes=0-99"),
        Get("part that is not there", "/mizuhono/report/r7/report.json", "Range: bytes=99999999-"),
        Get("parts of the report", "/mizuhono/report/r7/report.json", "Range: bytes=0-9,20-29", "If-Range: \"{mark}\""),
        Post("post on the report", "/mizuhono/report/r7/report.json", "x=y"),
        Get("desk after publication", "/mizuhono/desk/r7/editions/1/report.html"),
        Get("closed form", "{form}"),
        Get("closed form's item", Save),
        Post("saving in a closed form", Save, Form + "text.effects=遅い"),
        Post("saving by itself in a closed form", Save, Form + "text.effects=遅い", "X-Autosave: 1"),
        Post("handing in after the end", "{form}/check", "token={token}&version=99"),
        Get("receipt afterwards", "{ready}/receipt"),
    ];
}
