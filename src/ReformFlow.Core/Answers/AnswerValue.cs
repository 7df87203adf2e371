namespace ReformFlow.Core.Answers;

/// <summary>What a department gave for one field: a text, for a figure perhaps provisional (見込) and final on a day.</summary>
public sealed record AnswerValue(string Text, bool? Provisional = null, DateOnly? FinalOn = null)
{
    /// <summary>The value of a field that nobody has filled in.</summary>
    public static AnswerValue Empty { get; } = new("");

    /// <summary>True when nothing was given.</summary>
    public bool IsEmpty() => Text.Length == 0;
}

/// <summary>One field of one item: the item's permanent key and the field's name (<c>text.achievements</c>, <c>mark.a1</c>, <c>rating.status</c>, <c>actual.n1.R6</c>).</summary>
public readonly record struct ItemField(string Item, string Field)
{
    public override string ToString() => $"{Item}.{Field}";
}

/// <summary>The answers of one request, field by field; a field that is absent is empty.</summary>
public sealed class AnswerSheet
{
    readonly Dictionary<ItemField, AnswerValue> _values;

    /// <summary>A sheet that holds these values.</summary>
    public AnswerSheet(IEnumerable<KeyValuePair<ItemField, AnswerValue>>? values = null) => _values = new(values ?? []);

    /// <summary>The field's value, <see cref="AnswerValue.Empty"/> where nothing was given.</summary>
    public AnswerValue this[ItemField field] => _values.GetValueOrDefault(field, AnswerValue.Empty);

    /// <summary>Every field that holds something.</summary>
    public IEnumerable<KeyValuePair<ItemField, AnswerValue>> Values => _values.Where(v => !v.Value.IsEmpty());

    /// <summary>The sheet after the changes.</summary>
    public AnswerSheet With(IEnumerable<AnswerChanged> changes)
    {
        var sheet = new AnswerSheet(_values);
        foreach (var change in changes) sheet._values[new(change.Item, change.Field)] = change.Value;
        return sheet;
    }
}
