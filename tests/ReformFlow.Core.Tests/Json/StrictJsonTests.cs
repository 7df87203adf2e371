using System.Text;
using System.Text.Json;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Json;

// Cases: what is no JSON, what is another form, unknown, missing, null and doubled fields, wrong kinds and values, keys of years, all at once.
public class StrictJsonTests
{
    public sealed record Round(string Title, FiscalYear Year, int Number, bool IsOpen = true, string? Note = null);

    public enum Way { Higher, Lower }

    public sealed record Notebook
    {
        public required string Format { get; init; }
        public string? Name { get; init; }
        public Way? Direction { get; init; }
        public IReadOnlyList<Round> Rounds { get; init; } = [];
        public IReadOnlyList<string> Words { get; init; } = [];
        public IReadOnlyDictionary<FiscalYear, string?>? Targets { get; init; }
        public IReadOnlyDictionary<Period, string>? Notes { get; init; }
        public IReadOnlyList<DaySpan> Closures { get; init; } = [];
        public DateOnly? Day { get; init; }
        public TimeOnly Time { get; init; }
        public Figure? Figure { get; init; }
        public JsonElement? Kept { get; init; }
    }

    [Fact]
    public void Good_file_is_read()
    {
        var reading = Read("""
            "rounds": [{"title": "１", "year": "R7", "number": 2}], "targets": {"R5": null, "Ｒ６": "9％"}, "notes": {"R2/firstHalf": "半期"},
            "day": "2026-06-30", "time": "17:00", "direction": "lower", "kept": {"any": [1, null]}, "name": null
            """);

        Assert.True(reading.IsGood, string.Join("\n", reading.Problems));
        Assert.Equal(new("１", new(2025), 2), reading.Value!.Rounds[0]);
        Assert.Null(reading.Value.Targets![new(2023)]);
        Assert.Equal("9％", reading.Value.Targets[new(2024)]);
        Assert.Equal("半期", reading.Value.Notes![new(new(2020), PeriodPart.FirstHalf)]);
    }

    [Fact]
    public void Byte_order_mark_is_allowed() =>
        Assert.True(StrictJson.Read<Notebook>([0xEF, 0xBB, 0xBF, .. """{"format":"notebook/1"}"""u8], "notebook/1").IsGood);

    [Fact]
    public void Every_problem_is_named_at_once_by_its_path()
    {
        var reading = Read("""
            "nam": "x", "rounds": [{"title": "a", "year": "R7", "number": "2"}, {"year": "5", "number": 1.5, "isOpen": null}, 7],
            "words": ["a", null, 3], "targets": {"2023": "x", "R5": 1}, "closures": {}, "day": "30.6.2026", "time": 9
            """);

        Assert.Null(reading.Value);
        Assert.Equal(
            [
                "$.nam", "$.rounds[0].number", "$.rounds[1].year", "$.rounds[1].number", "$.rounds[1].isOpen", "$.rounds[1].title", "$.rounds[2]",
                "$.words[1]", "$.words[2]", "$.targets[\"2023\"]", "$.targets[\"R5\"]", "$.closures", "$.day", "$.time",
            ],
            reading.Problems.Select(p => p.Place));
    }

    [Theory]
    [InlineData("\"nam\": 1", "$.nam", "Unknown field. Known here: format, name, direction, rounds, words, targets, notes, closures, day, time, figure, kept. Perhaps \"name\" is meant.")]
    [InlineData("\"Name\": \"x\"", "$.Name", "Unknown field. Known here: format, name, direction, rounds, words, targets, notes, closures, day, time, figure, kept. Perhaps \"name\" is meant.")]
    [InlineData("\"rounds\": [{\"year\": \"R7\", \"number\": 1}]", "$.rounds[0].title", "This field is missing. Add it.")]
    [InlineData("\"rounds\": [{\"title\": \"a\", \"number\": 1}]", "$.rounds[0].year", "This field is missing. Add it.")]
    [InlineData("\"rounds\": [{\"title\": null, \"year\": \"R7\", \"number\": 1}]", "$.rounds[0].title", "null is not a value here. Give the value, or leave the field out if it is optional.")]
    [InlineData("\"rounds\": [{\"title\": \"a\", \"year\": \"R7\", \"number\": null}]", "$.rounds[0].number", "null is not a value here. Give the value, or leave the field out if it is optional.")]
    [InlineData("\"rounds\": null", "$.rounds", "null is not a value here. Give the value, or leave the field out if it is optional.")]
    [InlineData("\"rounds\": [null]", "$.rounds[0]", "null is not a value here. Give the value, or leave the entry out.")]
    [InlineData("\"notes\": {\"R7\": null}", "$.notes[\"R7\"]", "null is not a value here. Give the value, or leave the entry out.")]
    [InlineData("\"name\": \"a\", \"name\": \"b\"", "$.name", "This name stands here twice, perhaps in another spelling. Keep one of the two.")]
    [InlineData("\"targets\": {\"R5\": \"a\", \"R5\": \"b\"}", "$.targets[\"R5\"]", "This name stands here twice, perhaps in another spelling. Keep one of the two.")]
    [InlineData("\"targets\": {\"R1\": \"a\", \"H31\": \"b\"}", "$.targets[\"H31\"]", "This name stands here twice, perhaps in another spelling. Keep one of the two.")]
    [InlineData("\"notes\": {\"R2/firstHalf\": \"a\", \"ｒ２/firstHalf\": \"b\"}", "$.notes[\"ｒ２/firstHalf\"]", "This name stands here twice, perhaps in another spelling. Keep one of the two.")]
    [InlineData("\"kept\": [{\"a\": {\"b\": 1, \"b\": 1}}]", "$.kept[0][\"a\"][\"b\"]", "This name stands here twice, perhaps in another spelling. Keep one of the two.")]
    [InlineData("\"name\": 5", "$.name", "Expected a text in quotes, found 5.")]
    [InlineData("\"name\": {}", "$.name", "Expected a text in quotes, found an object.")]
    [InlineData("\"rounds\": {}", "$.rounds", "Expected a list [ … ], found an object.")]
    [InlineData("\"rounds\": [\"one\"]", "$.rounds[0]", "Expected an object { … }, found the text \"one\".")]
    [InlineData("\"targets\": []", "$.targets", "Expected an object { … }, found a list.")]
    [InlineData("\"targets\": {\"2023\": \"x\"}", "$.targets[\"2023\"]", "\"2023\" is not a fiscal year; expected an era letter (M, T, S, H, R) and a year from 1 to 99 or 元, such as R7.")]
    [InlineData("\"notes\": {\"R2/third\": \"x\"}", "$.notes[\"R2/third\"]", "A period is written R7, R7/firstHalf or R7/secondHalf, not \"R2/third\".")]
    [InlineData("\"direction\": \"up\"", "$.direction", "Expected one of higher, lower, found the text \"up\".")]
    [InlineData("\"direction\": 1", "$.direction", "Expected one of higher, lower, found 1.")]
    [InlineData("\"direction\": \"higher, lower\"", "$.direction", "Expected one of higher, lower, found the text \"higher, lower\".")]
    [InlineData("\"day\": \"2026-6-30\"", "$.day", "Expected a day like \"2026-06-30\", found the text \"2026-6-30\".")]
    [InlineData("\"day\": \"2026-02-29\"", "$.day", "Expected a day like \"2026-06-30\", found the text \"2026-02-29\".")]
    [InlineData("\"time\": \"9時\"", "$.time", "Expected a time like \"17:00\", found the text \"9時\".")]
    [InlineData("\"closures\": [{\"first\": \"2026-08-13\", \"last\": \"2026-08-12\"}]", "$.closures[0]", "A span of days cannot end on 2026-08-12, before its first day 2026-08-13.")]
    [InlineData("\"figure\": 98.6", "$.figure", "A figure is a text (\"98.6%\") or {\"text\": …, \"provisional\": true, \"finalOn\": \"2026-06-30\"}.")]
    [InlineData("\"figure\": {\"text\": \"9\", \"provisonal\": true}", "$.figure", "A figure is a text (\"98.6%\") or {\"text\": …, \"provisional\": true, \"finalOn\": \"2026-06-30\"}; \"provisonal\": true does not belong to it.")]
    [InlineData("\"figure\": {\"provisional\": true}", "$.figure", "A figure is a text (\"98.6%\") or {\"text\": …, \"provisional\": true, \"finalOn\": \"2026-06-30\"}; \"text\" is missing.")]
    [InlineData("\"name\": \"\\ud842\"", "$.name", "A text or name here holds half of a character (an escape from \\ud800 to \\udfff without its other half). Type the character again.")]
    [InlineData("\"kept\": {\"\\udfb7\": 1}", "$.kept", "A text or name here holds half of a character (an escape from \\ud800 to \\udfff without its other half). Type the character again.")]
    public void Problem_says_where_and_what_to_do(string fields, string place, string message) =>
        Assert.Equal([new(place, message)], Read(fields).Problems);

    [Fact]
    public void Long_text_is_quoted_in_part() =>
        Assert.Equal($"Expected a day like \"2026-06-30\", found the text \"{new string('あ', 30)}…\".", Assert.Single(Read($"\"day\": \"{new string('あ', 31)}\"").Problems).Message);

    [Theory]
    [InlineData("""{"format":"notebook/2"}""")]
    [InlineData("""{"format":1}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void File_of_another_form_is_refused_with_that_alone(string json) => Assert.Equal(
        [new("$.format", "Expected a file of the form \"notebook/1\"; give it the field \"format\": \"notebook/1\" or choose the right file.")],
        StrictJson.Read<Notebook>(Encoding.UTF8.GetBytes(json), "notebook/1").Problems);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"format":"notebook/1",}""")]
    [InlineData("""{"format":"notebook/1"} x""")]
    [InlineData("// remark\n{}")]
    public void What_is_no_JSON_is_refused_with_the_parsers_reason(string json)
    {
        var problem = Assert.Single(StrictJson.Read<Notebook>(Encoding.UTF8.GetBytes(json), "notebook/1").Problems);

        Assert.Equal("$", problem.Place);
        Assert.StartsWith("This is no JSON file in UTF-8: ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Correct it in an editor that checks JSON.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x93, 0xFA })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00 })]
    public void Bytes_that_are_no_UTF8_are_refused(byte[] bytes)
    {
        var reading = StrictJson.Read<Notebook>([.. """{"format":"notebook/1","name":" """u8, .. bytes, .. "\"}"u8], "notebook/1");

        Assert.StartsWith("This is no JSON file in UTF-8: ", Assert.Single(reading.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_file_reads_back()
    {
        var value = Read("""
            "rounds": [{"title": "<&'>", "year": "R7", "number": 2, "note": "𠮷"}], "figure": {"text": "9部41課85係", "provisional": true, "finalOn": "2026-06-30"}
            """).Value!;
        var text = StrictJson.Write(value);

        Assert.Contains("\n \"rounds\": [\n  {\n   \"title\": \"<&'>\",\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(text, StrictJson.Write(StrictJson.Read<Notebook>(Encoding.UTF8.GetBytes(text), "notebook/1").Value!));
    }

    static Reading<Notebook> Read(string fields) => StrictJson.Read<Notebook>(Encoding.UTF8.GetBytes($$"""{"format": "notebook/1", {{fields}}}"""), "notebook/1");
}
