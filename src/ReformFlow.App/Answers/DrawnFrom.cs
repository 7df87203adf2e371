using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Answers;

/// <summary>What a form showed its writer, told by versions.</summary>
/// <param name="Version">The stream's version that the form as a whole was drawn from.</param>
/// <param name="Older">Fields that it still shows as they were earlier: it stayed open while somebody else changed them.</param>
public sealed record DrawnFrom(int Version, IReadOnlyDictionary<string, int>? Older = null)
{
    /// <summary>The version that a field was drawn from.</summary>
    public int Of(string field) => Older?.GetValueOrDefault(field, Version) ?? Version;

    /// <summary>One item's fields as the form showed them.</summary>
    /// <param name="current">The stream's version. A form can't come from a later one; what claims to has shown nothing, so that it is asked rather than believed.</param>
    public AnswerSheet Sheet(IReadOnlyList<Append> appends, int current, string item, IEnumerable<string> fields) =>
        new(fields.GroupBy(Of).SelectMany(drawn =>
        {
            var then = AnswerHistory.At(appends, drawn.Key <= current ? drawn.Key : 0);
            return drawn.Select(field => KeyValuePair.Create(new ItemField(item, field), then[new(item, field)]));
        }));

    public static implicit operator DrawnFrom(int version) => new(version);
}
