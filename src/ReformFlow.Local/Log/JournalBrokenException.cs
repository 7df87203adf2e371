namespace ReformFlow.Local.Log;

/// <summary>A journal was altered or damaged: it is neither read nor written until somebody has put it right.</summary>
public sealed class JournalBrokenException(string file, int line, string reason, Exception? cause = null)
    : Exception($"{file} is broken at line {line}: {reason} Stop ReformFlow, restore this file from the backup, and start again; a file written by a newer ReformFlow needs that version.", cause)
{
    /// <summary>The journal's full path.</summary>
    public string File { get; } = file;

    /// <summary>The first line that is wrong, counted from 1.</summary>
    public int Line { get; } = line;
}
