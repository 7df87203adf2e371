using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Requests;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.App.Tests.Requests;

/// <summary>What a form says beside a rating that the figures propose.</summary>
public class ProposalNoteTests
{
    static readonly FiscalYear _year = new(2023);
    static readonly PlanItem _item = new()
    {
        Key = "i1", No = "①", Node = "1", Title = "講座の開催",
        Indicators =
        [
            new() { Key = "n1", Name = "講座の回数", Direction = "higher", Targets = new Dictionary<FiscalYear, string?> { [_year] = "5回" } },
            new() { Key = "n2", Name = "組織の数", Targets = new Dictionary<FiscalYear, string?> { [_year] = "9部41課" } },
            new() { Key = "n3", Name = "参加者" },
        ],
    };

    [Fact]
    public async Task Every_indicator_says_what_its_figure_says()
    {
        var note = await RenderAsync(("actual.n1.R5", "4回"), ("actual.n2.R5", "9部42課"), ("actual.n3.R5", "88人"));

        Assert.Contains("数値目標と実績から見た目安は「B」です。「C」も、目安に合う評価です。", note);
        Assert.Contains("講座の回数（目標 5回、実績 4回）：目標に達していません", note);
        Assert.Contains("組織の数（目標 9部41課、実績 9部42課）：機械では比べられません", note);
        Assert.Contains("参加者（実績 88人）：この年度の目標はありません", note);
        Assert.Contains("「目安と異なる理由」に理由の入力をお願いします。", note);
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("C", false)]
    [InlineData("", false)]
    public async Task Rating_that_differs_is_named_and_stays(string given, bool differs)
    {
        var note = await RenderAsync(("actual.n1.R5", "4回"), ("rating.achievement", given));

        Assert.Equal(differs, note.Contains($"評価は「{given}」ですが、数値目標と実績から見た目安は「B」です。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_figures_it_asks_for_them()
    {
        var note = await RenderAsync();

        Assert.Contains("実績値を入力して保存すると、数値目標と比べた目安をここに表示します。", note);
        Assert.Contains("講座の回数（目標 5回、実績 未入力）：実績値の入力がまだありません", note);
        Assert.DoesNotContain("理由の入力", note);
    }

    [Fact]
    public async Task Figures_that_nobody_can_compare_propose_nothing() =>
        Assert.Contains("目標と実績を機械では比べられないため、目安はありません。", await RenderAsync(("actual.n1.R5", "多数"), ("actual.n2.R5", "9部42課")));

    static async Task<string> RenderAsync(params (string Field, string Text)[] answers)
    {
        var sheet = new AnswerSheet(answers.Select(a => KeyValuePair.Create(new ItemField("i1", a.Field), new AnswerValue(a.Text))));
        var proposing = new RatingFromTargets { Rating = "achievement", Reason = "text.why", Met = ["A", "S"], Missed = ["B", "C"], Nothing = ["-"] };
        var field = new FormField(new() { Name = "rating.achievement", Label = "達成状況", Kind = FieldKind.Choice }, "rating.achievement", "達成状況", null, null, []) { Proposal = new(proposing, _item, _year) };
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => Regex.Replace((await renderer.RenderComponentAsync<ProposalNote>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ProposalNote.Field)] = field, [nameof(ProposalNote.Sheet)] = sheet, [nameof(ProposalNote.Id)] = "p", [nameof(ProposalNote.ReasonLabel)] = "目安と異なる理由",
        }))).ToHtmlString(), "<[^>]+>", ""));
    }
}
