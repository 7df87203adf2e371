using System.Net;
using System.Text;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Reports;

/// <summary>A cycle with a template that the town brought itself, from its choice to the published report, with the office's own texts in it.</summary>
public sealed class OwnTemplateTests(OwnTemplateTests.Town town, Chromium chromium) : IClassFixture<OwnTemplateTests.Town>
{
    /// <summary>The sample city, which has brought a template of its own, printed after it as far as its texts go.</summary>
    public sealed class Town : RunningTown
    {
        public const string Name = "瑞穂野の様式", Question = "瑞穂野で尋ねること";

        protected override (string Name, string? Value)[] Choices => [("template", Name)];

        public WebPage Refused { get; private set; } = null!;

        public WebPage Proposal { get; private set; } = null!;

        public WebPage Conflict { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            Starting = async () =>
            {
                Refused = await UploadAsync("templates", """{ "format": "report-template/1", "name": "x", "colour": "red" }""");
                var stored = await UploadAsync("templates", Template());
                Assert.True(stored.IsGood, stored.Html);
                Proposal = await Visitor.OpenAsync($"{Desk}/start?plan=main&period=R7&publicationDay={PublicationDay:yyyy-MM-dd}&template={Uri.EscapeDataString(Name)}");
            };
            await base.InitializeAsync();
            await SubmitAllAsync("shimin");
            var opened = await Visitor.OpenAsync($"{Desk}/r7/texts");
            await WriteAsync(opened, ("text.principle", "市民とともに進めます。"));
            // Drawn before that was saved.
            Conflict = await WriteAsync(opened, ("text.principle", "後から書いた文章。"), (Remark, "前年度より増えました。"));
            await WriteAsync(Conflict, ("use.principle", "theirs"));
            await PassToAsync(new(2026, 8, 5), new(9, 0));
            foreach (var department in new[] { "kikaku", "digital", "soumu", "jinji", "zaisei", "zeimu", "kankyou", "kanzai" }) await PostAsync($"r7/requests/{department}", "missing");
            await PostAsync("r7/requests/shimin", "accept");
            await PostAsync("r7", "compile");
            await WriteAsync(await Visitor.OpenAsync($"{Desk}/r7/texts"), ("text.vision", "頼れる市役所になります。"));
            await PostAsync("r7", "compile");
            await PostAsync("r7", "release");
            await PassToAsync(PublicationDay, new(10, 1));
        }

        /// <summary>The first remark that the page offers.</summary>
        public const string Remark = "text.remarks/Ⅰ/実施";

        public async Task<WebPage> UploadAsync(string page, string file)
        {
            var opened = await Visitor.OpenAsync($"{Desk}/{page}");
            var form = opened.One("form[enctype]");
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in opened.FieldsOf(form.GetAttribute("action")!).Where(f => f.Name != "file")) content.Add(new StringContent(value), name);
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "file.json");
            return await WebPage(await Visitor.Http.PostAsync(new Uri(opened.Address, form.GetAttribute("action")), content));

            static Task<WebPage> WebPage(HttpResponseMessage answer) => Setting.Visitor.ReadAsync(answer);
        }

        public Task<WebPage> WriteAsync(WebPage page, params (string Name, string? Value)[] typed) => Visitor.PostAsync(page, $"/{Key}/desk/r7/texts", typed);

        async Task PostAsync(string page, string action)
        {
            var answer = await Visitor.PostAsync(await Visitor.OpenAsync($"{Desk}/{page}"), $"/{Key}/desk/{page}/{action}");
            Assert.True(answer.IsGood, $"{page}/{action}: {answer.Html}");
        }

        static string Template()
        {
            var yamaguchi = BuiltInTemplates.Find("yamaguchi")!;
            return StrictJson.Write(yamaguchi with { Name = Name, Title = "市の様式", Fields = [.. yamaguchi.Fields.Select(f => f.Name == "text.nextSteps" ? f with { Label = Question } : f)] });
        }
    }

    [Fact]
    public void Broken_file_is_refused_with_places_and_remedies()
    {
        Assert.Equal(HttpStatusCode.Conflict, town.Refused.Status);
        Assert.Contains("$.colour", town.Refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_page_shows_what_will_be_asked_and_what_will_not_be_printed()
    {
        Assert.Contains(town.Proposal.All("#template dt"), dt => dt.TextContent == Town.Question);
        Assert.Contains(town.Proposal.All("#template .notice li"), li => li.TextContent.EndsWith("報告書に載りません。", StringComparison.Ordinal));
        Assert.Equal(Town.Name, town.Proposal.ValueOf("template"));
    }

    [Fact]
    public async Task Form_asks_what_the_template_asks()
    {
        var form = await town.Visitor.OpenAsync($"{town.LinkOf("zeimu")}");
        Assert.True(form.IsGood);
        var submitted = await town.Visitor.OpenAsync($"{town.LinkOf("shimin")}/check");
        Assert.Contains(Town.Question, (submitted.IsGood ? submitted : form).Text + (await town.Visitor.OpenAsync($"{town.LinkOf("shimin")}/rounds/1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_two_people_changed_shows_both_versions()
    {
        Assert.Equal(HttpStatusCode.Conflict, town.Conflict.Status);
        var conflict = Assert.Single(town.Conflict.All(".conflict"));
        Assert.Contains("市民とともに進めます。", conflict.QuerySelector(".theirs")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("後から書いた文章。", conflict.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_report_has_the_texts_and_the_desk_says_which()
    {
        var report = await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/");
        foreach (var text in new[] { "市民とともに進めます。", "頼れる市役所になります。", "前年度より増えました。" }) Assert.Contains(text, report.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("後から書いた文章。", report.Text, StringComparison.Ordinal);

        var history = await town.Visitor.OpenAsync($"{town.Desk}/r7/texts");
        Assert.Equal(["第3号", "第2号", "第1号"], history.All("#history + .tasks a").Select(a => a.TextContent));
        Assert.Contains("頼れる市役所になります。", (await town.Visitor.OpenAsync($"{town.Desk}/r7/texts/3")).Text, StringComparison.Ordinal);
        var differences = await town.Visitor.OpenAsync($"{town.Desk}/r7/differences");
        Assert.Contains("頼れる市役所になります。", differences.One(".change").TextContent, StringComparison.Ordinal);
        Assert.Contains(OfficeTexts.FormatName, (await town.Visitor.OpenAsync($"{town.Desk}/r7/texts/3/office-texts.json")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_fit_and_name_their_parts()
    {
        foreach (var (page, name) in new[] { ("templates", "templates"), ("start?plan=main&period=R8&publicationDay=2027-08-27", "start-own"), ("r7/texts", "texts"), ("r7/texts/2", "texts-version") })
            await PageRules.CheckAsync(await chromium.OpenAsync($"{town.Desk}/{page}"), name);
    }
}
