namespace ReformFlow.Core.Json;

/// <summary>What could be made of a file, with every problem found so far: rules go on with it, so that one run tells all; nothing else may use it while there are problems.</summary>
/// <param name="Value">The file with its gaps left out or filled; null where nothing can be made of it.</param>
/// <param name="Gaps">What of the value is not what the file says.</param>
public sealed record Attempt<T>(T? Value, IReadOnlyList<Problem> Problems, Gaps Gaps) where T : class
{
    /// <summary>True when <see cref="Value"/> is there and may be used.</summary>
    public bool IsGood => Value is not null && Problems.Count == 0;

    /// <summary>The same with what rules find wrong, but for what only follows from the gaps.</summary>
    /// <param name="others">Gaps of other files that the rules look at.</param>
    public Attempt<T> Checked(Func<T, IEnumerable<Problem>> rules, Gaps? others = null) =>
        Value is null ? this : this with { Problems = [.. Problems, .. (others is null ? Gaps : Gaps.And(others)).Beyond(rules(Value))] };

    /// <summary>The value, or every problem.</summary>
    public Reading<T> Read() => new(IsGood ? Value : null, Problems);
}
