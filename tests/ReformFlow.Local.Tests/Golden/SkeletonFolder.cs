namespace ReformFlow.Local.Tests.Golden;

/// <summary>The data folder that the skeleton wrote: a published cycle, and one in the midst of collecting.</summary>
static class SkeletonFolder
{
    /// <summary>How many appends its journals hold.</summary>
    public const int Appends = 106;

    /// <summary>Puts a copy into a test's own folder.</summary>
    public static void CopyTo(DataFolder data)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", "skeleton");
        foreach (var file in Directory.EnumerateFiles(golden, "*", SearchOption.AllDirectories))
        {
            var copy = data.Of(Path.GetRelativePath(golden, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
