using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.Core.Tests.Reports.Derivations;

/// <summary>What figures propose: each direction on both sides of its boundary, the worst of several, what can't be judged, and who is asked for a reason.</summary>
public class RatingFromTargetsTests
{
    static readonly FiscalYear _year = new(2023);
    static readonly RatingFromTargets _proposing = new() { Rating = "achievement", Reason = "text.why", Met = ["A", "S"], Missed = ["B", "C"], Nothing = ["-"] };

    [Theory]
    [InlineData("higher", "98.40%", "98.40%", TargetJudgement.Met)]
    [InlineData("higher", "98.40%", "98.41%", TargetJudgement.Met)]
    [InlineData("higher", "98.40%", "98.39%", TargetJudgement.Missed)]
    [InlineData("higher", "13億円", "1,300,000,000円", TargetJudgement.Met)]
    [InlineData("higher", "13億円", "1,299,999,999円", TargetJudgement.Missed)]
    [InlineData("higher", "１２日", "12日", TargetJudgement.Met)]
    [InlineData("lower", "0人", "0人", TargetJudgement.Met)]
    [InlineData("lower", "0人", "1人", TargetJudgement.Missed)]
    [InlineData("lower", "12件", "11件", TargetJudgement.Met)]
    [InlineData("lower", "60％以下", "60.00%", TargetJudgement.Met)]
    [InlineData("lower", "60％以下", "60.01%", TargetJudgement.Missed)]
    [InlineData(null, "60％以下", "60%", TargetJudgement.Met)]
    [InlineData(null, "60％以下", "61%", TargetJudgement.Missed)]
    [InlineData(null, "60％未満", "59.9%", TargetJudgement.Met)]
    [InlineData(null, "60％未満", "60%", TargetJudgement.Missed)]
    [InlineData(null, "60％以上", "60%", TargetJudgement.Met)]
    [InlineData(null, "60％以上", "59%", TargetJudgement.Missed)]
    [InlineData(null, "60％超", "60%", TargetJudgement.Missed)]
    [InlineData(null, "60％超", "60.1%", TargetJudgement.Met)]
    [InlineData("range", "10～20人", "10人", TargetJudgement.Met)]
    [InlineData("range", "10～20人", "20人", TargetJudgement.Met)]
    [InlineData("range", "10～20人", "9人", TargetJudgement.Missed)]
    [InlineData("range", "10～20人", "21人", TargetJudgement.Missed)]
    [InlineData("range", "530人", "530人", TargetJudgement.Met)]
    [InlineData("range", "530人", "531人", TargetJudgement.NoDirection)]
    [InlineData(null, "530人", "526人", TargetJudgement.NoDirection)]
    [InlineData("text", "530人", "526人", TargetJudgement.NoDirection)]
    [InlineData("higher", "60％以下", "50%", TargetJudgement.NotComparable)]
    [InlineData("lower", "60％以上", "70%", TargetJudgement.NotComparable)]
    [InlineData("higher", "50%", "12件", TargetJudgement.NotComparable)]
    [InlineData("higher", "累計50件", "12件", TargetJudgement.NotComparable)]
    [InlineData("higher", "50", "60件", TargetJudgement.Met)]
    [InlineData("higher", "全国平均以上", "72.0%", TargetJudgement.NotComparable)]
    [InlineData("higher", "9部41課85係", "9部41課86係", TargetJudgement.NotComparable)]
    [InlineData("higher", "50件", "50件以上", TargetJudgement.NotComparable)]
    [InlineData("higher", null, "50件", TargetJudgement.NoTarget)]
    [InlineData("higher", "-", "50件", TargetJudgement.NoTarget)]
    [InlineData("higher", "50件", "", TargetJudgement.Awaited)]
    [InlineData("higher", "50件", "－", TargetJudgement.NoFigure)]
    public void A_figure_is_judged_against_its_target(string? direction, string? target, string figure, TargetJudgement judgement) =>
        Assert.Equal(judgement, Judge.Of(direction, target, figure));

    [Theory]
    [InlineData("5/5", "A")]
    [InlineData("5/4", "B")]
    [InlineData("5/5 5/4", "B")]
    [InlineData("5/5 -/4", "A")]
    [InlineData("5/5 5/", null)]
    [InlineData("5/4 5/", "B")]
    [InlineData("-/4", "-")]
    [InlineData("5/- -/4", "-")]
    [InlineData("5/1部2課", null)]
    [InlineData("5/1部2課 5/5", "A")]
    [InlineData("", "-")]
    public void The_worst_indicator_counts(string figures, string? rating) => Assert.Equal(rating, Propose(figures).Rating);

    [Theory]
    [InlineData("5/5", "A", false)]
    [InlineData("5/5", "S", false)]
    [InlineData("5/5", "B", true)]
    [InlineData("5/5", "-", true)]
    [InlineData("5/5", "", false)]
    [InlineData("5/4", "B", false)]
    [InlineData("5/4", "C", false)]
    [InlineData("5/4", "A", true)]
    [InlineData("5/1部2課", "A", false)]
    public void Another_rating_than_the_figures_allow_overrules_them(string figures, string given, bool isOverruled) => Assert.Equal(isOverruled, Propose(figures).IsOverruledBy(given));

    [Theory]
    [InlineData("4", "A", true)]
    [InlineData("4", "B", false)]
    [InlineData("5", "A", false)]
    [InlineData("5", "C", true)]
    public void A_reason_must_be_given_where_the_rating_differs(string figure, string given, bool isRequired)
    {
        var (template, item) = (Template(), Item("5"));
        var reason = FormFields.Of(template, Sample.Plan(item), item, new(_year)).Single(f => f.Name == "text.why");

        var sheet = Sheet(("actual.n1.R5", figure), ("rating.achievement", given));

        Assert.Equal(isRequired, FormFields.IsRequired(reason, "i1", sheet));
        Assert.Equal(!isRequired, FormFields.IsUnasked(reason, "i1", sheet.With([new AnswerChanged("i1", "text.why", new("事情があるため"))])));
        Assert.False(FormFields.IsUnasked(reason, "i1", sheet));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-")]
    [InlineData("　")]
    public void A_year_without_a_target_holds_nobody_up_for_its_figure(string? target)
    {
        var item = Item(target);

        Assert.False(FormFields.IsRequired(FormFields.Of(Template(), Sample.Plan(item), item, new(_year)).Single(f => f.Template.Name == "actual.*"), "i1", Sheet()));
    }

    [Fact]
    public void Template_must_ask_all_that_a_proposal_needs()
    {
        var broken = Template() with { Fields = [.. Template().Fields.Where(f => f.Name == "rating.achievement")], Derivations = [_proposing with { Met = ["Z"], Nothing = [] }] };

        Assert.Equal(["$.derivations[0]", "$.derivations[0].reason", "$.derivations[0].met", "$.derivations[0].nothing"], TemplateCheck.Problems(broken).Select(p => p.Place));
        Assert.Equal(["$.derivations[0].rating"], TemplateCheck.Problems(Template() with { Derivations = [_proposing with { Rating = "nosuch" }] }).Select(p => p.Place));
        Assert.Empty(TemplateCheck.Problems(Template()));
    }

    static RatingProposal Propose(string figures)
    {
        var pairs = figures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('/')).ToList();
        var item = Sample.Item("1") with { Key = "i1", Indicators = [.. pairs.Select((p, i) => Indicator($"n{i}", p[0]))] };
        return _proposing.Of(item, _year, Sheet([.. pairs.Select((p, i) => ($"actual.n{i}.R5", p[1]))]));
    }

    static PlanItem Item(string? target) => Sample.Item("1") with { Key = "i1", Indicators = [Indicator("n1", target)] };

    static Indicator Indicator(string key, string? target) => new() { Key = key, Name = "相談の件数", Direction = "higher", Targets = new Dictionary<FiscalYear, string?> { [_year] = target } };

    static AnswerSheet Sheet(params (string Field, string Text)[] values) => new(values.Select(v => KeyValuePair.Create(new ItemField("i1", v.Field), new AnswerValue(v.Text))));

    static ReportTemplate Template() => SamplePlan.Standard with
    {
        Fields =
        [
            new() { Name = "actual.*", Label = "実績", Kind = FieldKind.Figure, Required = true },
            new() { Name = "rating.achievement", Label = "達成状況", Kind = FieldKind.Choice, Scale = "achievement" },
            new() { Name = "text.why", Label = "理由", Kind = FieldKind.Text },
        ],
        Scales = [new("achievement", [new("S"), new("A"), new("B"), new("C"), new("-")])],
        Derivations = [_proposing],
        Pages = [new ReformFlow.Core.Reports.Pages.CoverPage()],
    };
}
