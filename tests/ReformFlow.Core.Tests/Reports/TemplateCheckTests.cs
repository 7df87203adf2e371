using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports;

public class TemplateCheckTests
{
    static readonly TemplateField _status = new() { Name = "rating.status", Label = "進捗状況", Kind = FieldKind.Choice, Scale = "item" };
    static readonly TemplateField _text = new() { Name = "text.achievements", Label = "取組実績", Kind = FieldKind.Text };

    [Fact]
    public void A_sound_template_has_no_problems() => Assert.Empty(TemplateCheck.Problems(Template(_status, _text)));

    [Theory]
    [InlineData("text.achievements", FieldKind.Text, true)]
    [InlineData("rating.status2", FieldKind.Choice, true)]
    [InlineData("mark.*", FieldKind.Choice, true)]
    [InlineData("actual.*", FieldKind.Figure, true)]
    [InlineData("mark.a1", FieldKind.Choice, false)]
    [InlineData("text.", FieldKind.Text, false)]
    [InlineData("text.2nd", FieldKind.Text, false)]
    [InlineData("text.a.b", FieldKind.Text, false)]
    public void A_field_has_one_of_the_known_names(string name, FieldKind kind, bool isGood) =>
        Assert.Equal(isGood, TemplateCheck.Problems(Template(_text with { Name = name, Kind = kind, Scale = "item" }) with { Pages = [new CoverPage()] }).All(p => p.Place != "$.fields[0].name"));

    [Fact]
    public void A_field_is_asked_once() => Assert.Equal("$.fields[1].name", Place(Template(_status, _status)));

    [Fact]
    public void An_unknown_placeholder_is_told_wherever_it_stands()
    {
        CountsPage page = new() { Title = "{year}の件数", Rating = "status", Rows = [new() { Label = "順調", Counts = ["順調"] }], Columns = [new() { Kind = CountColumnKind.Count, Head = "{year:letter}" }] };
        Assert.Empty(TemplateCheck.Problems(Template(_status) with { Pages = [page] }));
        Assert.Equal(["$.pages[0].title", "$.pages[0].columns[0].head"], TemplateCheck.Problems(Template(_status) with { Pages = [page with { Title = "{nengo}の件数", Columns = [page.Columns[0] with { Head = "{nengo}" }] }] }).Select(p => p.Place).OrderDescending());
    }

    [Fact]
    public void A_page_goes_on_only_on_the_same_paper()
    {
        TemplatePage before = new UnansweredPage { Paper = Core.Reports.Document.Paper.A3 };
        Assert.Empty(TemplateCheck.Problems(Template(_text) with { Pages = [before, new ChangeListPage { Continues = true, Paper = Core.Reports.Document.Paper.A3 }] }));
        Assert.Equal("$.pages[1].continues", Place(Template(_text) with { Pages = [before, new ChangeListPage { Continues = true }] }));
    }

    [Fact]
    public void A_title_of_a_cover_is_not_spaced()
    {
        CoverLine line = new() { Text = "報告書", Role = CoverRole.Title };
        Assert.Empty(TemplateCheck.Problems(Template(_text) with { Pages = [new CoverPage { Lines = [line] }] }));
        Assert.Equal("$.pages[0].lines[0].spaced", Place(Template(_text) with { Pages = [new CoverPage { Lines = [line with { Spaced = true }] }] }));
    }

    [Fact]
    public void A_kind_fits_the_name() => Assert.Equal("$.fields[1].kind", Place(Template(_status, _text with { Kind = FieldKind.Figure })));

    [Fact]
    public void A_choice_names_its_scale() => Assert.Equal("$.fields[0].scale", Place(Template(_status with { Scale = null })));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void A_longest_text_is_within_bounds(int length, bool isGood) =>
        Assert.Equal(isGood, !TemplateCheck.Problems(Template(_status, _text with { MaxLength = length })).Any());

    [Fact]
    public void A_condition_names_a_field_that_is_asked()
    {
        Assert.Empty(TemplateCheck.Problems(Template(_status, _text with { RequiredIf = new("rating.status", ["順調", "遅れ"]) })));
        Assert.Equal("$.fields[1].requiredIf.field", Place(Template(_status, _text with { RequiredIf = new("rating.other", ["遅れ"]) })));
        Assert.Equal("$.fields[1].showIf.field", Place(Template(_status, _text with { ShowIf = new("mark.*", ["△"]) })));
    }

    [Fact]
    public void A_condition_lists_values() => Assert.Equal("$.fields[1].showIf.in", Place(Template(_status, _text with { ShowIf = new("rating.status", []) })));

    [Fact]
    public void A_condition_may_hold() => Assert.Equal("$.fields[1].requiredIf.in", Place(Template(_status, _text with { RequiredIf = new("rating.status", ["遅れ"]) })));

    [Fact]
    public void A_scale_has_symbols() => Assert.Equal("$.scales[0].symbols", Place(Template(_status) with { Scales = [new("item")] }));

    [Fact]
    public void A_report_has_pages() => Assert.Equal("$.pages", Place(Template(_status) with { Pages = [] }));

    [Fact]
    public void A_summary_counts_a_rating_that_is_asked() => Assert.Equal("$.pages[0].rating", Place(Template(_text)));

    static string Place(ReportTemplate template) => Assert.Single(TemplateCheck.Problems(template)).Place;

    [Theory]
    [InlineData("""{"kind":"poem"}""", "$.pages[0].kind", "Expected one of cover, officeText, summary")]
    [InlineData("""{"title":"表紙"}""", "$.pages[0].kind", "found nothing")]
    [InlineData("""{"kind":7}""", "$.pages[0].kind", "found 7")]
    [InlineData("""{"kind":"cover","place":"preface"}""", "$.pages[0].place", "Unknown field. Known here: ")]
    [InlineData("""{"kind":"officeText"}""", "$.pages[0].place", "missing")]
    public void A_page_is_of_a_known_kind_and_has_its_parameters(string page, string place, string words)
    {
        var written = $$"""{"format":"report-template/1","name":"t","title":"T","words":{},"fields":[],"pages":[{{page}},{"kind":"verse"}]}""";

        var problems = TemplateFile.Read(System.Text.Encoding.UTF8.GetBytes(written)).Problems;

        Assert.Contains(words, Assert.Single(problems, p => p.Place == place).Message, StringComparison.Ordinal);
        Assert.Contains(problems, p => p.Place == "$.pages[1].kind");
    }

    static ReportTemplate Template(params TemplateField[] fields) => new()
    {
        Format = ReportTemplate.FormatName,
        Name = "test",
        Title = "試験",
        Words = new(),
        Fields = fields,
        Scales = [new Scale("item", [new("順調")])],
        Pages = [new SummaryPage { Rating = "status" }],
    };
}
