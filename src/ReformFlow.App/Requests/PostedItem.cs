using System.Globalization;
using Microsoft.AspNetCore.Http;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Requests;

/// <summary>An item's fields as a page posted them, whoever wrote it: the department behind its link, or the office on its behalf.</summary>
/// <param name="DrawnFrom">What the page showed.</param>
/// <param name="Values">Field name → what was typed or chosen.</param>
/// <param name="Chosen">The values that are meant: who was shown two and chose the other one's has nothing to add.</param>
/// <param name="Seen">What the page showed, where the writer has not already chosen against it.</param>
sealed record PostedItem(PlanItem Item, DrawnFrom DrawnFrom, IReadOnlyDictionary<string, AnswerValue> Values, IReadOnlyDictionary<string, AnswerValue> Chosen, DrawnFrom Seen)
{
    public static PostedItem Of(StartedCycle cycle, string department, PlanItem item, IFormCollection form)
    {
        var drawnFrom = Drawn(form);
        var values = Typed(cycle, department, item, form);
        return new(item, drawnFrom, values,
            values.Where(p => form[$"use.{p.Key}"] != "theirs").ToDictionary(),
            // Whoever chose the own value has seen the other one.
            drawnFrom with { Older = drawnFrom.Older!.Where(o => form[$"use.{o.Key}"] != "mine").ToDictionary() });
    }

    /// <summary>What the page shows again after a save that was refused or met another's changes.</summary>
    /// <param name="now">The answers as they stand.</param>
    public (AnswerSheet Sheet, DrawnFrom DrawnFrom) Again(AnswerSheet now, SaveOutcome outcome) => outcome.Refusals.Count > 0
        ? (now.With(Values.Select(p => new AnswerChanged(Item.Key!, p.Key, p.Value))), DrawnFrom)
        : (now.With(outcome.Conflicts.Select(c => new AnswerChanged(c.Field.Item, c.Field.Field, c.Mine))),
            // Until somebody chooses, a contested field stays what it was when it was first drawn; so it is asked again, never taken.
            new(outcome.Version, outcome.Conflicts.ToDictionary(c => c.Field.Field, c => DrawnFrom.Of(c.Field.Field))));

    static DrawnFrom Drawn(IFormCollection form)
    {
        const string field = "version.";
        return new(Version("version"), form.Keys.Where(k => k.StartsWith(field, StringComparison.Ordinal)).ToDictionary(k => k[field.Length..], Version));

        // What is no number comes from no page of ours; the form counts as drawn from nothing, and every difference is asked.
        int Version(string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    static Dictionary<string, AnswerValue> Typed(StartedCycle cycle, string department, PlanItem item, IFormCollection form)
    {
        var posted = new Dictionary<string, AnswerValue>();
        foreach (var field in cycle.FieldsOf(department, item))
        {
            // A choice that was never made is not sent at all; a text always is.
            if (!form.ContainsKey(field.Name)) continue;
            var text = form[field.Name].ToString();
            var provisional = field.Template.Kind == FieldKind.Figure && form[$"provisional.{field.Name}"].Count > 0 && text.Trim().Length > 0;
            posted[field.Name] = new(AnswerText.Clean(text), provisional ? true : null, provisional ? FinalOn(form[$"finalOn.{field.Name}"].ToString()) ?? field.FinalOn : null);
        }
        return posted;

        // What is no day lies in nobody's future, and is refused as such.
        static DateOnly? FinalOn(string typed) =>
            typed.Length == 0 ? null : DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;
    }
}
