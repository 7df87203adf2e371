using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Answers;

/// <summary>What became of a posted item form.</summary>
/// <param name="Version">The stream's version after it; the form's next post is compared with this.</param>
/// <param name="Saved">True when something new was written.</param>
/// <param name="Conflicts">Fields that somebody else changed meanwhile; their posted values were not written.</param>
/// <param name="Refusals">Field → why its value can't be kept; nothing at all was written.</param>
/// <param name="Closed">Why nothing can be written any more; nothing was.</param>
public sealed record SaveOutcome(int Version, bool Saved, IReadOnlyList<AnswerConflict> Conflicts, IReadOnlyDictionary<string, string> Refusals, Closed? Closed)
{
    /// <summary>Fields that the posted form shows otherwise than they now stand: a form that stays open is still drawn from an earlier version there.</summary>
    public IReadOnlyList<string> Behind { get; init; } = [];
}

/// <summary>Saves a department's answers, field by field.</summary>
public sealed class SaveAnswers(Streams streams, TimeProvider time)
{
    /// <summary>Writes what changed against the version that the form was drawn from, and only that.</summary>
    /// <param name="posted">Field name → what was typed, for the fields that the form shows.</param>
    /// <param name="onWord">Where the office writes for the department: on whose word. It may write what is closed to the department or was not returned.</param>
    public async Task<SaveOutcome> RunAsync(
        StartedCycle cycle, string department, PlanItem item, DrawnFrom drawnFrom, IReadOnlyDictionary<string, AnswerValue> posted, string by, CancellationToken cancellation, string? onWord = null)
    {
        var fields = cycle.FieldsOf(department, item).ToDictionary(f => f.Name);
        var values = new Dictionary<ItemField, AnswerValue>();
        var refusals = new Dictionary<string, string>();
        foreach (var (name, raw) in posted)
        {
            if (!fields.TryGetValue(name, out var field)) continue;
            var value = raw with { Text = AnswerText.Clean(raw.Text) };
            if (Refusal(field, value.Text) is { } reason) refusals[name] = reason;
            else values[new(item.Key!, name)] = value;
        }

        SaveOutcome? outcome = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            if (RequestRules.WhyClosed(cycle.Settings, head, time.GetUtcNow()) is { } closed && (onWord is null || closed is Closed.Withdrawn or Closed.PassedOn))
                return Nothing(new(head.Version, false, [], refusals, closed));
            if (refusals.Count > 0) return Nothing(new(head.Version, false, [], refusals, null));
            var appends = await streams.ReadAsync(cycle.StreamOf(department), cancellation);
            // The head may be a version older than the stream by now; then the append fails and this is asked again.
            var now = AnswerHistory.At(appends, head.Version);
            var asked = values.Where(v => onWord is not null || RequestRules.IsAsked(head, v.Key.Item, v.Key.Field)).ToDictionary();
            // A day that stood there before stays good once it is over: the figure may still not be final.
            foreach (var (field, value) in asked)
                if (value is { Provisional: true, FinalOn: { } day } && day != now[field].FinalOn && FinalDay.WhyNot(day, TokyoTime.DayOf(time.GetUtcNow())) is { } wrong) refusals[field.Field] = wrong;
            if (refusals.Count > 0) return Nothing(new(head.Version, false, [], refusals, null));
            var merged = Merge.Of(drawnFrom.Sheet(appends, head.Version, item.Key!, fields.Keys), now, asked);
            var after = now.With(merged.Changes);
            // A choice that was never made is not posted: its form shows nothing.
            string[] behind = [.. fields.Keys.Where(f => values.GetValueOrDefault(new(item.Key!, f), AnswerValue.Empty) != after[new(item.Key!, f)])];
            if (merged.Changes.Count == 0) return Nothing(new(head.Version, false, merged.Conflicts, refusals, null) { Behind = behind });
            var progress = Drafts.Progress(cycle, department, after);
            outcome = new(head.Version + 1, true, merged.Conflicts, refusals, null) { Behind = behind };
            var saved = new DraftSaved(progress.Filled, progress.Required);
            return onWord is null ? [.. merged.Changes, saved] : [.. merged.Changes, new EditedOnBehalf(item.Key!, onWord), saved];
        }, cancellation);
        return outcome!;

        IReadOnlyList<Event> Nothing(SaveOutcome result)
        {
            outcome = result;
            return [];
        }
    }

    static string? Refusal(FormField field, string text) => field.Template.Kind switch
    {
        FieldKind.Choice when text.Length > 0 && field.Choices.All(c => c.Symbol != text) => "選択肢の中から選んでください。",
        FieldKind.Figure when field.Template.IsAmount && Amount.Refusal(text) is { } wrong => wrong,
        FieldKind.Figure => AnswerText.Refusal(text, Math.Min(field.Template.MaxLength, 200)),
        _ => AnswerText.Refusal(text, field.Template.MaxLength),
    };
}

/// <summary>How far a department's draft has come.</summary>
public static class Drafts
{
    /// <summary>All items of the department together.</summary>
    public static Progress Progress(StartedCycle cycle, string department, AnswerSheet sheet) =>
        cycle.ItemsOf(department).Concat(cycle.PartsOf(department)).Aggregate(new Progress(0, 0, false), (sum, item) => sum + FormFields.Progress(cycle.FieldsOf(department, item), item.Key!, sheet));

    /// <summary>One item.</summary>
    public static Progress Progress(StartedCycle cycle, PlanItem item, AnswerSheet sheet) =>
        FormFields.Progress(FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period), item.Key!, sheet);
}
