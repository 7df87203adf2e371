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

    static DirectoryInfo? Folder()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "ReformFlow.sln"))) repository = repository.Parent;
        return _places.Select(p => new DirectoryInfo(Path.Combine(repository!.FullName, p))).FirstOrDefault(d => d.Exists);
    }
}
