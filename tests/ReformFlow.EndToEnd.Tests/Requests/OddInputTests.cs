using System.Net;
using System.Text;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>What reaches an item form from pasting, odd browsers and curious people: kept exactly, or refused in words with nothing written.</summary>
/// <remarks>
/// Covers: too long; control characters; a lone surrogate; emoji, rare kanji and full-width digits; line breaks; markup; an unknown field name;
/// a choice outside the scale; a repeated field; wrong version numbers; no token, a wrong one, another page's; a body over 10 MB; too many fields; no form at all.
/// </remarks>
public sealed class OddInputTests(RunningTown town) : IClassFixture<RunningTown>
{
    const string Effects = "text.effects", Status = "rating.status";

    [Fact]
    public async Task Hundred_thousand_characters_are_refused_beside_the_field_and_kept_in_the_page()
    {
        var text = string.Concat(Enumerable.Repeat("長い文章です。改行も\nあります", 8_000))[..100_000];
        var page = await RefusedAsync(await OpenAsync("zeimu"), (Effects, text), ("text.achievements", "ほかの欄"));
        Assert.Equal("100,000文字あります。1,200文字以内にまとめてください。", page.One($"#text-effects-error").TextContent);
        Assert.Equal((text.TrimEnd(), "ほかの欄"), (page.ValueOf(Effects), page.ValueOf("text.achievements")));
        Assert.Equal("#text-effects", page.One("[role=alert] a").GetAttribute("href"));
    }

    [Theory]
    // A browser sends the replacement character in its place; other programs send its raw bytes.
    [InlineData(new byte[] { (byte)'%', (byte)'E', (byte)'F', (byte)'%', (byte)'B', (byte)'F', (byte)'%', (byte)'B', (byte)'D' })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Lone_surrogate_is_refused_with_its_place(byte[] surrogate)
    {
        var form = await OpenAsync("zeimu");
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form.Address, BodyWith(form, surrogate)));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("3文字目に読み取れない文字があります。その文字を消して、入力し直してください。", page.One("#text-effects-error").TextContent);
        Assert.StartsWith("前半", page.ValueOf(Effects));
        Assert.EndsWith("後半", page.ValueOf(Effects));
    }

    [Fact]
    public async Task Escaped_half_of_a_character_stays_escaped()
    {
        var form = await OpenAsync("jinji");
        var page = await town.Visitor.PostAsync(form.Address, BodyWith(form, "%ED%A0%80"u8.ToArray()));
        Assert.Equal("前半%ED%A0%80後半", page.ValueOf(Effects));
    }

    static byte[] BodyWith(WebPage form, byte[] middle) =>
    [
        .. Encoding.ASCII.GetBytes(string.Concat(form.FieldsOf(form.Address.AbsolutePath).Where(f => f.Name != Effects).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}&"))),
        .. Encoding.UTF8.GetBytes($"{Effects}=前半"), .. middle, .. "後半"u8,
    ];

    [Theory]
    [InlineData("髙橋﨑𠮷野家　①㈱①")]
    [InlineData("１２３４５％と12345%")]
    [InlineData("😀👨‍👩‍👧‍👦🇯🇵")]
    [InlineData("が゙と、葛󠄀城市")]
    [InlineData("\n始まりの改行\n\n間の空行　　末尾でない空白")]
    [InlineData("<script>alert('x')</script>&amp;&lt;\"'")]
    [InlineData("=SUM(A1:A9)")]
    [InlineData("\ttabも残る")]
    public async Task Unusual_text_is_kept_exactly(string text)
    {
        var form = await OpenAsync("zaisei");
        var saved = await town.Visitor.PostAsync(form, form.Address.AbsolutePath, (Effects, text));
        Assert.Equal((HttpStatusCode.OK, text), (saved.Status, saved.ValueOf(Effects)));
        Assert.Equal(text, (await town.ValuesAsync("zaisei", Item(form), Effects))[^1]);
        Assert.False(saved.Has("main script"));
    }

    [Fact]
    public async Task Control_characters_of_a_pasted_text_are_left_out()
    {
        var form = await OpenAsync("shimin");
        var saved = await town.Visitor.PostAsync(form, form.Address.AbsolutePath, (Effects, "窓口の\u0007待ち\u001b時間\u007fが\u000b減った\r\n次の行"));
        Assert.Equal("窓口の待ち時間が減った\n次の行", saved.ValueOf(Effects));
    }

    [Fact]
    public async Task Choice_outside_the_scale_is_refused()
    {
        var page = await RefusedAsync(await OpenAsync("zeimu"), (Status, "最高"));
        Assert.Equal("選択肢の中から選んでください。", page.One("#rating-status-error").TextContent);
    }

    [Fact]
    public async Task Unknown_field_is_not_written()
    {
        var form = await OpenAsync("zeimu");
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form, form.Address.AbsolutePath, ("text.nothing", "x"), ("mark.a99", "○"), ("version.text.nothing", "3"), ("", "x")));
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Theory, InlineData("-1"), InlineData("2147483647"), InlineData("99999999999999999999"), InlineData("二"), InlineData(""), InlineData(null)]
    public async Task Version_that_no_page_ever_had_overwrites_nothing_unasked(string? version)
    {
        var form = await OpenAsync("kikaku");
        await town.Visitor.PostAsync(form, form.Address.AbsolutePath, (Effects, "先の内容"));
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form, form.Address.AbsolutePath, ("version", version), (Effects, "後の内容")));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("先の内容", page.One(".theirs").TextContent);
        Assert.Equal("後の内容", page.ValueOf(Effects));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("0123456789abcdef0123456789abcdef"), InlineData("合い言葉"), InlineData("another page's")]
    public async Task Post_without_its_page_s_token_changes_nothing(string? token)
    {
        var form = await OpenAsync("zeimu");
        if (token == "another page's") token = (await town.Visitor.OpenAsync(await town.ItemAddressAsync("zaisei"))).One("[name=token]").GetAttribute("value");
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form, form.Address.AbsolutePath, ("token", token), (Effects, "書けない")));
        Assert.Equal((HttpStatusCode.BadRequest, "画面を開き直してください"), (page.Status, page.Title));
    }

    [Fact]
    public async Task Body_over_ten_megabytes_is_refused_in_words()
    {
        var form = await OpenAsync("zeimu");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = new StringContent($"{Effects}={new string('a', 11 * 1024 * 1024)}", null, "application/x-www-form-urlencoded") };
        // As browsers don't, but so that the answer is read before the connection ends.
        request.Headers.ExpectContinue = true;
        var page = await NothingWrittenAsync(async () => await Visitor.ReadAsync(await town.Visitor.Http.SendAsync(request)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "送られた内容が大きすぎます"), (page.Status, page.Title));
    }

    public static TheoryData<string> UnreadableBodies() => [$"{Effects}=%00", $"{Effects}={new string('a', 5 * 1024 * 1024)}", string.Join('&', Enumerable.Range(0, 3_000).Select(n => $"f{n}=x"))];

    [Theory, MemberData(nameof(UnreadableBodies), DisableDiscoveryEnumeration = true)]
    public async Task Body_that_the_server_does_not_read_is_refused_in_words(string body)
    {
        var form = await OpenAsync("zeimu");
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form.Address, body));
        Assert.Equal((HttpStatusCode.BadRequest, "送られた内容を受け取れませんでした"), (page.Status, page.Title));
    }

    [Theory, InlineData("application/json"), InlineData("text/plain"), InlineData("multipart/form-data; boundary=x")]
    public async Task Body_that_is_no_form_is_refused_in_words(string type)
    {
        var form = await OpenAsync("zeimu");
        using var content = new ByteArrayContent("{\"text.effects\":1}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var page = await NothingWrittenAsync(async () => await Visitor.ReadAsync(await town.Visitor.Http.PostAsync(form.Address, content)));
        Assert.InRange((int)page.Status, 400, 499);
        Assert.NotEmpty(page.Title);
    }

    [Theory, InlineData("PUT"), InlineData("DELETE"), InlineData("PATCH"), InlineData("OPTIONS"), InlineData("TRACE")]
    public async Task Other_methods_are_refused(string method)
    {
        var form = await OpenAsync("zeimu");
        var page = await NothingWrittenAsync(async () => await Visitor.ReadAsync(await town.Visitor.Http.SendAsync(new(new(method), form.Address))));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "この操作はできません"), (page.Status, page.Title));
    }

    async Task<WebPage> OpenAsync(string department) => await town.Visitor.OpenAsync(await town.ItemAddressAsync(department));

    async Task<WebPage> RefusedAsync(WebPage form, params (string, string?)[] typed)
    {
        var page = await NothingWrittenAsync(() => town.Visitor.PostAsync(form, form.Address.AbsolutePath, typed));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("入力内容をご確認ください", page.One("[role=alert] h2").TextContent);
        return page;
    }

    async Task<WebPage> NothingWrittenAsync(Func<Task<WebPage>> act)
    {
        var before = town.Written();
        var page = await act();
        Assert.Equal(before, town.Written());
        return page;
    }

    static string Item(WebPage form) => form.Address.AbsolutePath.Split('/')[^1];
}
