using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests;

/// <summary>Real published plans beside the repository; their sentences belong to others, so they are read where they lie and never copied.</summary>
static class PublishedPlans
{
    // A worktree lies one folder deeper than the main one.
    static readonly string[] _places = ["../shared/plans", "../../shared/plans"];
    static readonly DirectoryInfo? _folder = Folder();

    /// <summary>The bytes of a plan file; the test is skipped where the folder is absent.</summary>
    public static byte[] Read(string name)
    {
        Assert.SkipUnless(_folder is not null, "The published plans are not on this machine: no folder ../shared/plans beside the repository.");
        return File.ReadAllBytes(Path.Combine(_folder!.FullName, $"{name}.json"));
    }

    /// <summary>The bytes of a plan file that need not be with the others; the test is skipped where it is absent.</summary>
    public static byte[] ReadIfThere(string name)
    {
        Assert.SkipUnless(_folder is not null && File.Exists(Path.Combine(_folder.FullName, $"{name}.json")), $"The published plan {name} is not on this machine.");
        return Read(name);
    }

    /// <summary>Every title, text, plan word, mark, rating, target and actual of a plan, as a report must print it.</summary>
    public static IEnumerable<string> Texts(Plan plan) => new[] { plan.Municipality.Name, plan.About.Title, plan.About.ReportTitle, plan.Edition?.PublishedOn, plan.Edition?.AsOf }
        .Concat(plan.Nodes.SelectMany(n => new[] { n.Code, n.Title }))
        .Concat(plan.Items.SelectMany(Texts))
        .OfType<string>();

    static IEnumerable<string?> Texts(PlanItem item) =>
    [
        item.No, item.Title, item.SubTitle, item.RepeatOf, item.MergedInto, item.ClosedMark,
        .. item.LeadDepartments ?? [], .. item.SupportingDepartments ?? [], .. item.Texts?.Values ?? [],
        .. (item.Actions ?? []).SelectMany(a => new[] { a.No, a.Title }.Concat(a.Plan?.Values ?? []).Concat((a.Bars ?? []).Select(b => b.Text))),
        .. (item.Indicators ?? []).SelectMany(n => new[] { n.Name, n.Unit, n.Baseline, n.FinalTarget, n.Note }.Concat(n.Targets?.Values ?? []).Concat((n.Actuals?.Values ?? []).Select(f => f?.Text))),
        .. (item.Glossary ?? []).SelectMany(t => new[] { t.Term, t.Definition }),
        .. (item.Answers?.Values ?? []).SelectMany(a => (a.Marks?.Values ?? []).Concat(a.Ratings?.Values ?? []).Concat(a.Texts?.Values ?? [])),
    ];

    static DirectoryInfo? Folder()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "ReformFlow.sln"))) repository = repository.Parent;
        return _places.Select(p => new DirectoryInfo(Path.Combine(repository!.FullName, p))).FirstOrDefault(d => d.Exists);
    }
}
