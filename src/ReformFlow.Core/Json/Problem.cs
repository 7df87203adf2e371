using System.Text.Json.Serialization;

namespace ReformFlow.Core.Json;

/// <summary>One thing wrong with what somebody gave us: where it stands and what to do about it.</summary>
/// <param name="Place">A JSON path (<c>$.items[3].node</c>), a field of a form, or the name of a file.</param>
/// <param name="Message">What is wrong and the remedy, in one or two sentences.</param>
public sealed record Problem(string Place, string Message)
{
    /// <summary>What else the rule looked at, as JSON paths with a space between and <c>[]</c> for any entry of a list: <c>$.fields[].name</c>.</summary>
    [JsonIgnore]
    public string? ReliesOn { get; init; }

    /// <summary>Two problems are one where they say the same of the same place.</summary>
    public bool Equals(Problem? other) => other is not null && (Place, Message) == (other.Place, other.Message);
    public override int GetHashCode() => (Place, Message).GetHashCode();

    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>What reading a file gave: its value, or every problem found in it, never both.</summary>
public sealed record Reading<T>(T? Value, IReadOnlyList<Problem> Problems) where T : class
{
    /// <summary>True when <see cref="Value"/> is there and may be used.</summary>
    public bool IsGood => Problems.Count == 0;
}
