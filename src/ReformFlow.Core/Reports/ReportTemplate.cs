using System.Text.Json.Serialization;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports;

/// <summary>A municipality's report (様式) as data: what is asked, what is printed, in which words. The file form is <c>report-template/1</c>.</summary>
public sealed record ReportTemplate
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "report-template/1";

    public required string Format { get; init; }

    /// <summary>The template's own name: <c>standard</c>.</summary>
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required TemplateWords Words { get; init; }

    /// <summary>What is asked of departments, in the order of the form.</summary>
    public required IReadOnlyList<TemplateField> Fields { get; init; }

    /// <summary>The scale of a rating, whether it is asked or computed; null where the template knows no such rating.</summary>
    internal string? ScaleOf(string rating) =>
        Fields.FirstOrDefault(f => f.Name == $"rating.{rating}")?.Scale ?? Derivations.OfType<RatingFromMarks>().FirstOrDefault(d => d.Rating == rating)?.Scale;

    /// <summary>True for a rating that is asked or computed.</summary>
    internal bool Knows(string rating) => Fields.Any(f => f.Name == $"rating.{rating}") || Derivations.OfType<RatingFromMarks>().Any(d => d.Rating == rating);

    /// <summary>The field that supporting departments fill in; null where the template does not ask them.</summary>
    [JsonIgnore]
    public TemplateField? Part => Fields.FirstOrDefault(f => f.Part);

    /// <summary>The same template asking supporting departments for their part, in a field of its own where it has none.</summary>
    public ReportTemplate AskingParts() => Part is not null ? this : this with
    {
        Fields = [.. Fields, new()
        {
            Name = "text.part", Label = "関係課としての取組", Kind = FieldKind.Text, MaxLength = 1200, Required = true, Part = true,
            Help = "この取組事項について、貴所属が年度中に実施した内容をご記入ください。担当課が回答をまとめるときの材料になります。",
        }],
    };

    /// <summary>Scales for plans that bring none of their own.</summary>
    public IReadOnlyList<Scale> Scales { get; init; } = [];

    /// <summary>What is computed from the answers instead of being asked.</summary>
    public IReadOnlyList<Derivation> Derivations { get; init; } = [];

    /// <summary>The level whose headings are items with parts (a), b) …), where a plan has it; a plan that ends above has items that share a number but for a letter. Null where items have no parts.</summary>
    public int? ItemLevel { get; init; }

    /// <summary>How shares are rounded.</summary>
    public Rounding Rounding { get; init; } = new();

    /// <summary>How pages are numbered.</summary>
    public PageNumbering PageNumbers { get; init; } = new();

    /// <summary>Under which names departments are printed: as the plan prints them for the reporting year, or as they are called now.</summary>
    public DepartmentNames DepartmentsAsOf { get; init; }

    /// <summary>No page of the report names a department: neither an item's nor one that has not answered.</summary>
    public bool HidesDepartments { get; init; }

    /// <summary>The place of the headings' short names for <c>{levelN.short}</c>, each under <c>PLACE/ID</c> of its heading; null where they have none.</summary>
    public string? ShortNames { get; init; }

    /// <summary>Every place that the office's own texts can fill.</summary>
    internal IEnumerable<string> Places => Pages.SelectMany(p => p.Places).Concat(ShortNames is null ? [] : [ShortNames]).Distinct();

    /// <summary>The report's pages in printed order.</summary>
    public required IReadOnlyList<TemplatePage> Pages { get; init; }
}

/// <summary>The template's own words, on pages and paper.</summary>
public sealed record TemplateWords
{
    /// <summary>What this municipality calls an item (推進項目, 取組事項 …).</summary>
    public string Item { get; init; } = "取組事項";
    public string Action { get; init; } = "取組";
    public string Indicator { get; init; } = "数値目標";

    /// <summary>Printed beside last year's value where no answer came and the office decided so.</summary>
    public string LastYearPrinted { get; init; } = "確認中（前年度の値）";

    /// <summary>Printed where no answer came and nothing stands in for it.</summary>
    public string NotAnswered { get; init; } = "確認中";

    /// <summary>Printed where the office decided that the year's questions do not apply.</summary>
    public string NotApplicable { get; init; } = "該当なし";

    /// <summary>Printed where the request was taken back before anything was handed in.</summary>
    public string Withdrawn { get; init; } = "照会取下げ";

    /// <summary>Printed over the schedule of an item that went into another one, of the number <c>{no}</c>, where the plan has no words for it.</summary>
    public string Merged { get; init; } = "No.{no}に統合";

    /// <summary>Printed on answers that the office has not accepted yet.</summary>
    public string NotAccepted { get; init; } = "事務局確認前";
    public string Provisional { get; init; } = "見込";
}

/// <summary>How a report numbers its printed pages.</summary>
public sealed record PageNumbering
{
    /// <summary>What stands around <c>{page}</c>, in the middle of the foot: <c>- {page} -</c>. Without it the number stands at the outer edge.</summary>
    public string? Text { get; init; }

    /// <summary>The cover is a page of the count; else the page after it is the first.</summary>
    public bool CountsCover { get; init; } = true;

    /// <summary>Nothing but the number stands at the foot; drafts and numbered papers keep theirs.</summary>
    public bool Alone { get; init; }
}

/// <summary>One thing that is asked: a text, a choice from a scale, or a figure.</summary>
public sealed record TemplateField
{
    /// <summary><c>text.NAME</c> and <c>rating.NAME</c> stand once per item; <c>mark.*</c> once per action, <c>actual.*</c> once per indicator with the reporting year's figure; <c>effect.saving</c> and <c>effect.revenue</c> once per item for which the plan expects one; <c>plan.NAME</c> is a text that was written once, with the plan, and is asked of nobody.</summary>
    public required string Name { get; init; }
    public required string Label { get; init; }
    public required FieldKind Kind { get; init; }
    public string? Help { get; init; }

    /// <summary>The longest text, in characters.</summary>
    public int MaxLength { get; init; } = 4000;
    public bool Required { get; init; }

    /// <summary>How often it is asked.</summary>
    public AskedWhen Asked { get; init; }

    /// <summary>The scale (<c>appliesTo</c>) that a choice is made from.</summary>
    public string? Scale { get; init; }

    /// <summary>The field must be filled where another holds one of these values.</summary>
    public Condition? RequiredIf { get; init; }

    /// <summary>Its empty box is printed only where another field holds one of these values; what was written is always printed. Forms show it always, with the condition in words.</summary>
    public Condition? ShowIf { get; init; }

    /// <summary>True for a text of the plan, which no form asks.</summary>
    [JsonIgnore]
    public bool IsOfPlan => Name.StartsWith("plan.", StringComparison.Ordinal);

    /// <summary>True for a sum of money, which needs a number and its unit.</summary>
    [JsonIgnore]
    public bool IsAmount => Name.StartsWith("effect.", StringComparison.Ordinal);

    /// <summary>The part of a supporting department (関係課): asked of each of them, shown to the writing department, never printed by itself.</summary>
    public bool Part { get; init; }
}

/// <summary>Kinds of fields: a text of paragraphs, a choice from a scale, a figure as printed.</summary>
public enum FieldKind { Text, Choice, Figure }

/// <summary>How often a field is asked; what is not asked again is printed again.</summary>
public enum AskedWhen
{
    EveryCycle,

    /// <summary>In the first cycle of a fiscal year: that of its first half, else that of the whole year.</summary>
    Yearly,

    /// <summary>Until it has been answered once in the plan's life.</summary>
    Once,
}

/// <summary>Holds where a field of the same item has one of the values; <c>mark.*</c> means any of the marks.</summary>
public sealed record Condition(string Field, IReadOnlyList<string> In);

/// <summary>The day whose names of departments a report prints.</summary>
public enum DepartmentNames { ReportingYear, Now }

/// <summary>Reads a template file: every problem at once, or a template that can be relied on.</summary>
public static class TemplateFile
{
    /// <summary>Reads and checks the UTF-8 bytes of a template file.</summary>
    public static Reading<ReportTemplate> Read(ReadOnlySpan<byte> utf8) => Attempt(utf8).Read();

    /// <summary>The same, as far as the file can be read.</summary>
    internal static Attempt<ReportTemplate> Attempt(ReadOnlySpan<byte> utf8) => StrictJson.Attempt<ReportTemplate>(utf8, ReportTemplate.FormatName).Checked(TemplateCheck.Problems);
}
