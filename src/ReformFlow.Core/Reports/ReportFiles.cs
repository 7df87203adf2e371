using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports;

/// <summary>A file with the name under which somebody gave it.</summary>
public sealed record NamedFile(string Name, byte[] Bytes);

/// <summary>What is to be said of a file, or of two together.</summary>
public sealed record FileProblems(string File, IReadOnlyList<Problem> Problems);

/// <summary>The files of a report, read together: what is wrong with one of them does not hide what is wrong with another.</summary>
/// <param name="Problems">Errors; with any of them there is no report, and the values may not be used.</param>
/// <param name="Notices">What whoever prints the report may want to look at.</param>
public sealed record ReportFiles(ReportTemplate? Template, Plan? Plan, OfficeTexts? Texts, IReadOnlyList<FileProblems> Problems, IReadOnlyList<FileProblems> Notices)
{
    /// <summary>True when a report can be made of them.</summary>
    public bool AreGood => Problems.Count == 0;

    /// <summary>Reads a plan, the template's file or one that comes with the product, and the office's texts, if there are any.</summary>
    public static ReportFiles Read(NamedFile planFile, NamedFile templateFile, ReportTemplate? builtIn, NamedFile? textsFile)
    {
        var plan = PlanFile.Attempt(planFile.Bytes);
        var template = builtIn is null ? TemplateFile.Attempt(templateFile.Bytes) : new(builtIn, [], Gaps.None);
        var others = template.Gaps.In("template").And(plan.Gaps.In("plan"));
        var texts = textsFile is null ? null : OfficeTexts.Attempt(textsFile.Bytes, template.Value, plan.Value, others);
        var together = template.Value is null || plan.Value is null ? [] : template.Gaps.And(plan.Gaps.In("plan")).Beyond(FitCheck.Problems(template.Value, plan.Value, isSound: plan.IsGood)).Except(template.Problems).ToList();
        FileProblems?[] problems =
        [
            new(planFile.Name, plan.Problems), new(templateFile.Name, template.Problems), new($"{templateFile.Name} for {planFile.Name}", together),
            textsFile is null ? null : new(textsFile.Name, texts!.Problems),
        ];
        var wrong = problems.OfType<FileProblems>().Where(p => p.Problems.Count > 0).ToList();
        return new(template.Value, plan.Value, texts?.Value, wrong, wrong.Count > 0 ? [] : [.. NoticesOf(planFile, templateFile, textsFile, template.Value!, builtIn is null, plan.Value!, texts?.Value)]);
    }

    static IEnumerable<FileProblems> NoticesOf(NamedFile planFile, NamedFile templateFile, NamedFile? textsFile, ReportTemplate template, bool isOwn, Plan plan, OfficeTexts? texts)
    {
        FileProblems[] notices =
        [
            new(planFile.Name, [.. AnswerNotices.Of(template, plan)]), new($"{templateFile.Name} for {planFile.Name}", isOwn ? [.. FitCheck.Notices(template, plan)] : []),
            new(textsFile?.Name ?? templateFile.Name, [.. OfficeTexts.Missing(template, texts)]),
        ];
        return notices.Where(n => n.Problems.Count > 0);
    }
}
