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

    /// <summary>The answers as they were handed in last; null where nothing was handed in.</summary>
    public static AnswerSheet? Submitted(IReadOnlyList<Append> appends) =>
        appends.LastOrDefault(a => a.Events.Any(e => e is Submitted)) is { } last ? At(appends, last.Version) : null;
}
