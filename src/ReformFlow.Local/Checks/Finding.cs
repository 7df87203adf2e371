namespace ReformFlow.Local.Checks;

/// <summary>Something that is wrong with a data folder: the file, the line where it has one, and what to do about it.</summary>
public sealed record Finding(string File, int? Line, string Message)
{
    public override string ToString() => Line is null ? $"{File}: {Message}" : $"{File} line {Line}: {Message}";
}

/// <summary>What looking through a data folder gave.</summary>
/// <param name="Wrong">Everything that is wrong; empty where all is well.</param>
/// <param name="Notes">What is worth knowing and no damage.</param>
public sealed record FolderReport(IReadOnlyList<Finding> Wrong, IReadOnlyList<Finding> Notes, int Towns, int Journals, int Appends, int Files);
