using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

// Cases: a page with one text and with parts; a table's remarks for each heading and row; what is written into each slot is printed, by every built-in template.
public class OfficeTextSlotsTests
{
    static readonly ReportSource _source = SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "実施", "実施"), SamplePlan.Item("2", "実施", node: "2-1")));

    [Fact]
    public void Remarks_have_a_slot_for_each_row_under_each_heading()
    {
        var slots = OfficeTextSlots.Of(_source with { Template = BuiltInTemplates.Find("yamaguchi")! });
        Assert.Equal(["1", "2"], slots.Where(s => s.Row == "実施").Select(s => s.Key.Split('/')[1]));
        Assert.All(slots.Where(s => s.Row is not null), s => Assert.Equal(3, s.Key.Split('/').Length));
        Assert.Contains("窓口を近くする", slots.First(s => s.Row is not null).Heading, StringComparison.Ordinal);
        Assert.Equal(("冒頭", "基本理念"), (slots[0].Page, slots[0].Part));
    }

    [Fact]
    public void Page_with_parts_has_a_slot_for_each_and_one_of_its_own()
    {
        var slots = OfficeTextSlots.Of(_source with { Template = BuiltInTemplates.Find("nomi")! }).Where(s => s.Page.Contains("計画の趣旨", StringComparison.Ordinal)).ToList();
        Assert.Equal(["introduction", "aim", "term", "progress", "revision"], slots.Select(s => s.Key));
        Assert.Equal("(1)　実施計画策定の趣旨", slots[1].Part);
    }

    public static TheoryData<string> Templates => [.. BuiltInTemplates.Names];

    [Theory, MemberData(nameof(Templates))]
    public void What_is_written_into_a_slot_is_printed(string template)
    {
        var source = _source with { Template = BuiltInTemplates.Find(template)! };
        var slots = OfficeTextSlots.Of(source);
        Assert.Equal(slots.Count, slots.DistinctBy(s => s.Key).Count());
        var texts = OfficeTexts.Of(slots.Select((s, i) => KeyValuePair.Create(s.Key, $"書き込み{i}番")));
        Assert.Empty(texts.Problems(slots));

        var printed = JsonSerializer.Serialize(ReportComposer.Compose(source with { Texts = texts }), StrictJson.Options);

        // A row that counts nothing may be left out with its remark.
        Assert.All(slots.Select((s, i) => (s, i)).Where(s => s.s.Row is null), slot => Assert.Contains($"書き込み{slot.i}番", printed, StringComparison.Ordinal));
        if (slots.Any(s => s.Row is not null)) Assert.Contains(slots.Select((s, i) => (s, i)), slot => slot.s.Row is not null && printed.Contains($"書き込み{slot.i}番", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_stands_nowhere_or_is_too_long_is_named_with_its_remedy()
    {
        var texts = OfficeTexts.Of([new("preface", new('長', OfficeTexts.LongestText + 1)), new("remarks/9/実施", "備考")]);
        Assert.Equal(["$.texts.preface", "$.texts.remarks/9/実施"], texts.Problems(OfficeTextSlots.Of(_source)).Select(p => p.Place));
        Assert.Empty(OfficeTexts.Of([new("preface", new('長', OfficeTexts.LongestText))]).Problems(OfficeTextSlots.Of(_source)));
    }
}
