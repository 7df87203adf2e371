using ReformFlow.Core.Log;

namespace ReformFlow.Core.Publication;

/// <summary>The report was compiled: an edition that never changes.</summary>
/// <param name="Number">1 for a cycle's first edition, then one more each time.</param>
/// <param name="Document">The hash of the <c>ReportDocument</c> as canonical JSON; the edition's name.</param>
/// <param name="Files">File name (<c>report.html</c>) → hash under which the bytes are stored.</param>
/// <param name="IsDraft">True when answers were missing undecided, or when it was made for a review: marked 「案」 and never released.</param>
/// <param name="Heads">Stream → hash of its last append that the edition was compiled from.</param>
public sealed record EditionCompiled(int Number, string Document, bool IsDraft, IReadOnlyDictionary<string, string> Files, IReadOnlyDictionary<string, string> Heads) : Event
{
    /// <summary>The hash that the document has without 「案」 and 資料番号: what reviews and approvals are about. Null where answers were missing.</summary>
    public string? Content { get; init; }

    /// <summary>資料番号, where the edition was made for a review.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The file of the office's own texts that it was compiled from; null where there were none.</summary>
    public string? TextsFile { get; init; }
}

/// <summary>The office lets the edition go out at the publication hour.</summary>
public sealed record Released(int Number) : Event;

/// <summary>The edition was released by itself (自動公表): nothing was missing at the publication hour.</summary>
public sealed record ReleasedByItself(string Key, int Number) : StepOutcome(Key);

/// <summary>The edition is public.</summary>
public sealed record Published(string Key, int Number) : StepOutcome(Key);

/// <summary>前の版に戻す: the office makes an edition that was public before the current one again.</summary>
public sealed record Reinstated(int Number, string Reason) : Event;

/// <summary>The public address shows the reinstated edition.</summary>
public sealed record Restored(string Key, int Number) : StepOutcome(Key);

/// <summary>The decision to go back to an earlier edition that was taken last.</summary>
/// <param name="Count">1 for a cycle's first, then one more each time.</param>
/// <param name="IsOver">True once another edition was published since.</param>
public sealed record ReinstatedMark(int Number, DateTimeOffset At, int Count, string Reason, bool IsOver = false);

/// <summary>What a cycle's head knows of an edition.</summary>
public sealed record EditionMark(int Number, string Document, bool IsDraft, IReadOnlyDictionary<string, string> Files, DateTimeOffset CompiledAt, DateTimeOffset? ReleasedAt = null, DateTimeOffset? PublishedAt = null)
{
    /// <summary>What it says, whether or not it is marked 「案」; null where answers were missing, so that nobody can approve it.</summary>
    public string? Content { get; init; }
    public string? DocumentNumber { get; init; }

    /// <summary>The file of the office's own texts that it was compiled from; null where there were none.</summary>
    public string? TextsFile { get; init; }
}
