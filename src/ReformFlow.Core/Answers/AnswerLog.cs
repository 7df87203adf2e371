using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Answers;

/// <summary>One field of one item has a new value.</summary>
public sealed record AnswerChanged(string Item, string Field, AnswerValue Value) : Event;

/// <summary>How far the draft has come after the changes beside it: fields that must be filled and those that are.</summary>
public sealed record DraftSaved(int Filled, int Required) : Event;

/// <summary>The department handed in its answers; rounds count from 1.</summary>
/// <param name="OnWord">On whose word the office handed them in for it; null where the department did.</param>
public sealed record Submitted(int Round, string? OnWord = null) : Event;

/// <summary>差戻し: the office asks for some items again, by a new due day.</summary>
public sealed record Returned(IReadOnlyList<ReturnedItem> Items, string Reason, DateOnly DueDay) : Event
{
    /// <summary>The department that writes the item, where it is the one that asks a supporting one again; null for the office.</summary>
    public string? Writer { get; init; }
}

/// <summary>The office changed answers of an item itself, beside the changes in the same append; a note says on whose word.</summary>
public sealed record EditedOnBehalf(string Item, string Note) : Event;

/// <summary>One item that is asked again, with its fields (all where empty) and the reason.</summary>
public sealed record ReturnedItem(string Item, IReadOnlyList<string> Fields, string Reason)
{
    /// <summary>Field → its own reason, beside the item's; null where none has any.</summary>
    public IReadOnlyDictionary<string, string>? Reasons { get; init; }

    /// <summary>Why a field is asked again, where it has a reason of its own; else empty.</summary>
    public string ReasonOf(string field) => Reasons?.GetValueOrDefault(field) ?? "";

    /// <summary>True where whoever answers is told why, for all that is asked of the item.</summary>
    public bool SaysWhy => Reason.Length > 0 || Fields.Count > 0 && Fields.All(f => ReasonOf(f).Length > 0);
}

/// <summary>確認済み: the office takes the round's answers as they are.</summary>
public sealed record Accepted(int Round) : Event;

/// <summary>The due day of this one request moves.</summary>
public sealed record Extended(DateOnly DueDay, string Reason) : Event;

/// <summary>The office closes the request without a submission and decides how its missing answers are printed.</summary>
public sealed record Excused(MissingAnswer Print, string Reason) : Event;

/// <summary>The request is taken back; nothing is owed.</summary>
public sealed record Withdrawn(string Reason) : Event;

/// <summary>Another person answers for the post; links of earlier generations end.</summary>
/// <param name="Generation">One more than before where the link ends; the same where a section's link lives on.</param>
public sealed record HandedOver(string Person, int Generation) : Event;
