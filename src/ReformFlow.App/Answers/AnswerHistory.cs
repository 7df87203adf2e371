using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Answers;

/// <summary>A request's answers as its stream tells them.</summary>
public static class AnswerHistory
{
    /// <summary>The answers after the appends up to and including a version.</summary>
    public static AnswerSheet At(IReadOnlyList<Append> appends, int version) =>
        new AnswerSheet().With(appends.TakeWhile(a => a.Version <= version).SelectMany(a => a.Events).OfType<AnswerChanged>());

    /// <summary>The answers as they stand.</summary>
    public static AnswerSheet Now(IReadOnlyList<Append> appends) => At(appends, int.MaxValue);

    /// <summary>Every round that was handed in, oldest first.</summary>
    public static IReadOnlyList<HandedInRound> Rounds(IReadOnlyList<Append> appends) =>
        [.. appends.SelectMany(a => a.Events.OfType<Submitted>().Select(s => new HandedInRound(s.Round, a.At, a.Version, s.OnWord)))];

    /// <summary>What the office has changed for the department, oldest first.</summary>
    public static IReadOnlyList<OfficeEdit> OfficeEdits(IReadOnlyList<Append> appends) =>
        [.. appends.SelectMany(a => a.Events.OfType<EditedOnBehalf>().Select(e => new OfficeEdit(e.Item, a.At, e.Note)))];
}

/// <summary>One round as it was handed in.</summary>
/// <param name="Version">The stream's version whose answers it holds.</param>
public sealed record HandedInRound(int Round, DateTimeOffset At, int Version, string? OnWord);

/// <summary>An edit of an item by the office, and on whose word.</summary>
public sealed record OfficeEdit(string Item, DateTimeOffset At, string Note);
