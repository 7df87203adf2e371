using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Reports;

/// <summary>What became of the office's texts as they were sent.</summary>
/// <param name="Conflicts">Texts that somebody else changed meanwhile, as they stand now; then nothing was saved.</param>
/// <param name="Refusals">Texts that can't be kept, with the reason; then nothing was saved.</param>
/// <param name="Ended">True where the cycle has ended and keeps what it has.</param>
public sealed record OfficeTextsOutcome(IReadOnlyDictionary<string, string> Conflicts, IReadOnlyDictionary<string, string> Refusals, bool Ended = false)
{
    /// <summary>True when the texts hold what was sent.</summary>
    public bool IsGood => Conflicts.Count == 0 && Refusals.Count == 0 && !Ended;
}

/// <summary>Writes the office's own texts of a cycle's report: each version a file, taken by the next edition.</summary>
public sealed class EditOfficeTexts(Streams streams, Archive archive)
{
    /// <summary>The room that a cycle's template gives to texts.</summary>
    public static IReadOnlyList<OfficeTextSlot> SlotsOf(StartedCycle cycle) =>
        OfficeTextSlots.Of(new(cycle.Template, cycle.Plan, cycle.Settings.Period, new Dictionary<string, AnswerStanding>()));

    /// <summary>The texts of a version, by key; nothing for version 0.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(string town, CycleHead head, int number, CancellationToken cancellation) =>
        head.Texts.FirstOrDefault(t => t.Number == number) is { } mark ? (await archive.OfficeTextsAsync(town, mark.File, cancellation)).Texts : new Dictionary<string, string>();

    /// <summary>Saves what was changed against the version that the page was drawn from: all of it, or nothing where somebody else changed the same text otherwise.</summary>
    /// <param name="drawnFrom">The number of that version; 0 where there was none.</param>
    /// <param name="posted">Key → text, for the texts that the page shows.</param>
    public async Task<OfficeTextsOutcome> RunAsync(StartedCycle cycle, int drawnFrom, IReadOnlyDictionary<string, string> posted, string by, CancellationToken cancellation)
    {
        var slots = SlotsOf(cycle).Select(s => s.Key).ToHashSet();
        var texts = posted.Where(p => slots.Contains(p.Key)).ToDictionary(p => p.Key, p => AnswerText.Clean(p.Value));
        var refusals = texts.Select(t => (t.Key, Why: AnswerText.Refusal(t.Value, OfficeTexts.LongestText))).Where(r => r.Why is not null).ToDictionary(r => r.Key, r => r.Why!);
        if (refusals.Count > 0) return new(new Dictionary<string, string>(), refusals);
        var outcome = new OfficeTextsOutcome(new Dictionary<string, string>(), refusals);
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, async head =>
        {
            outcome = outcome with { Conflicts = new Dictionary<string, string>(), Ended = head.ClosedAt is not null || head.StoppedAt is not null };
            if (outcome.Ended) return [];
            var now = await TextsAsync(cycle.Settings.Town, head, head.Texts.Count, cancellation);
            // As with answers: unchanged is dropped, changed here only is taken, changed on both sides is shown.
            var merged = Merge.Of(Sheet(await TextsAsync(cycle.Settings.Town, head, drawnFrom, cancellation)), Sheet(now), Values(texts));
            outcome = outcome with { Conflicts = merged.Conflicts.ToDictionary(c => c.Field.Field, c => c.Theirs.Text) };
            if (!outcome.IsGood || merged.Changes.Count == 0) return [];
            var after = new Dictionary<string, string>(now);
            foreach (var change in merged.Changes) after[change.Field] = change.Value.Text;
            return [new OfficeTextsStored(await archive.StoreJsonAsync(cycle.Settings.Town, OfficeTexts.Of(after), cancellation))];
        }, cancellation);
        return outcome;
    }

    /// <summary>Reads a file of the form <c>office-texts/1</c> that is to become a cycle's texts; a place that it leaves out is left empty.</summary>
    public static Reading<IReadOnlyDictionary<string, string>> Read(StartedCycle cycle, byte[] file)
    {
        var reading = OfficeTexts.Read(file, cycle.Template, cycle.Plan);
        if (!reading.IsGood) return new(null, reading.Problems);
        var slots = SlotsOf(cycle);
        var problems = reading.Value!.Problems(slots).ToList();
        return problems.Count > 0 ? new(null, problems) : new(slots.ToDictionary(s => s.Key, s => reading.Value.Texts.GetValueOrDefault(s.Key, "")), []);
    }

    // A text of the office's is a field of no item.
    static Dictionary<ItemField, AnswerValue> Values(IEnumerable<KeyValuePair<string, string>> texts) => texts.ToDictionary(t => new ItemField("", t.Key), t => new AnswerValue(t.Value));

    static AnswerSheet Sheet(IEnumerable<KeyValuePair<string, string>> texts) => new(Values(texts));
}
