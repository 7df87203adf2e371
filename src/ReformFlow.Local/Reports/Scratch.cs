namespace ReformFlow.Local.Reports;

/// <summary>Folders that live as long as one print: in the system's temporary folder, or where that can't be written, in one of our own.</summary>
/// <param name="own">The folder to fall back on; null for none.</param>
public sealed class Scratch(string? own = null)
{
    /// <summary>The name of the fallback in a data folder; what lies there may be deleted at any time.</summary>
    public const string FolderName = "scratch";

    /// <summary>A new empty folder, and whether it is one of our own.</summary>
    /// <exception cref="PrintFailedException">There is nowhere to write.</exception>
    public (DirectoryInfo Folder, bool IsOwn) Make(string prefix)
    {
        try
        {
            return (Directory.CreateTempSubdirectory(prefix), false);
        }
        // A service that is confined to its data folder has no other place.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (own is null) throw Nowhere(e);
            try
            {
                return (Directory.CreateDirectory(Path.Combine(own, prefix + Path.GetRandomFileName())), true);
            }
            catch (Exception again) when (again is IOException or UnauthorizedAccessException)
            {
                throw Nowhere(again);
            }
        }
    }

    static PrintFailedException Nowhere(Exception e) => new($"There is no folder to print in: {e.Message} Let this account write to the temporary folder or to the data folder", null, "");
}
