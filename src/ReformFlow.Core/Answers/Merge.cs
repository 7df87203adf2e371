namespace ReformFlow.Core.Answers;

/// <summary>Brings a posted form together with what others saved meanwhile, field by field, so that nobody's words are overwritten unseen.</summary>
public static class Merge
{
    /// <summary>Unchanged is dropped, changed here only is taken, changed on both sides to different values is shown to the person who posted.</summary>
    /// <param name="drawnFrom">The answers at the version from which the form was drawn.</param>
    /// <param name="now">The answers as they stand.</param>
    /// <param name="posted">What the form sent, for the fields it shows.</param>
    public static MergeResult Of(AnswerSheet drawnFrom, AnswerSheet now, IReadOnlyDictionary<ItemField, AnswerValue> posted)
    {
        var changes = new List<AnswerChanged>();
        var conflicts = new List<AnswerConflict>();
        foreach (var (field, mine) in posted)
        {
            if (mine == drawnFrom[field] || mine == now[field]) continue;
            if (now[field] == drawnFrom[field]) changes.Add(new(field.Item, field.Field, mine));
            else conflicts.Add(new(field, now[field], mine));
        }
        return new(changes, conflicts);
    }
}

/// <summary>What of a posted form can be saved, and what its writer must choose.</summary>
public sealed record MergeResult(IReadOnlyList<AnswerChanged> Changes, IReadOnlyList<AnswerConflict> Conflicts);

/// <summary>A field that changed on both sides: the value on record and the value that was posted.</summary>
public sealed record AnswerConflict(ItemField Field, AnswerValue Theirs, AnswerValue Mine);
