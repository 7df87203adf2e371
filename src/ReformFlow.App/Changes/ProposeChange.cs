using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Changes;

/// <summary>What a department typed: the kind, the item (null for a new one), and every text as its form showed it.</summary>
/// <param name="Seen">The number of the last proposal that the form knew: a post that comes twice makes one proposal.</param>
public sealed record TypedChange(ChangeKind Kind, string? Item, string? Target, IReadOnlyDictionary<string, string> Texts, string Reason, int Seen);

/// <summary>Takes a department's proposal to change the plan, and takes it back.</summary>
public sealed class ProposeChange(Streams streams, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>Every problem by field, or none and the proposal is recorded.</summary>
    public async Task<IReadOnlyList<Problem>> RunAsync(StartedCycle cycle, string department, TypedChange typed, string by, CancellationToken cancellation)
    {
        var item = cycle.ItemsOf(department).FirstOrDefault(i => i.Key == typed.Item);
        if (item is null != (typed.Kind == ChangeKind.New)) return [new("item", "項目を選び直してください。")];
        var fields = Fields(cycle, department, typed.Kind, item);
        List<ChangedText> texts = [.. fields.Where(f => typed.Texts.ContainsKey(f.Name))
            .Select(f => new ChangedText(f.Name, typed.Kind == ChangeKind.New ? "" : f.Text, AnswerText.Clean(typed.Texts[f.Name])))
            .Where(t => t.Old != t.New)];
        var reason = AnswerText.Clean(typed.Reason);
        var target = typed.Kind == ChangeKind.Merge ? typed.Target : null;
        List<Problem> problems = [.. ChangeCheck.Problems(typed.Kind, item, target, texts, reason, fields, cycle.Plan, cycle.Municipality)];
        if (problems.Count > 0) return problems;

        var stream = cycle.StreamOf(department);
        await streams.ChangeAsync<RequestHead>(stream, by, async head =>
        {
            problems.Clear();
            if (ChangeCheck.WhyNot(cycle.Settings, head, time.GetUtcNow()) is { } closed)
            {
                problems.Add(new("", closed));
                return [];
            }
            var next = new ChangeProposed(head.Changes.Proposed + 1, typed.Kind, item?.Key, target, texts, reason);
            if (head.Changes.Proposed > typed.Seen && await IsKnownAsync(next)) return [];
            return [next];
        }, cancellation);
        if (problems.Count == 0) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return problems;

        async Task<bool> IsKnownAsync(ChangeProposed proposal) =>
            Proposal.Of(department, await streams.ReadAsync(stream, cancellation)).Any(p => p.IsOpen && p.Proposed.Number > typed.Seen
                && p.Proposed.Texts.SequenceEqual(texts) && p.Proposed with { Number = proposal.Number, Texts = proposal.Texts } == proposal);
    }

    /// <summary>Takes a proposal back; null when done (now or before), else why not.</summary>
    public async Task<string?> WithdrawAsync(StartedCycle cycle, string department, int number, string by, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            refusal = null;
            if (head.Changes.Open.Contains(number)) return [new ChangeWithdrawn(number)];
            var known = Proposal.Of(department, await streams.ReadAsync(cycle.StreamOf(department), cancellation)).FirstOrDefault(p => p.Proposed.Number == number);
            if (known?.WithdrawnAt is null) refusal = known is null ? "その申し出はありません。" : "事務局で決定したため、取り下げることはできません。";
            return [];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return refusal;
    }

    /// <summary>The fields that a proposal of a kind shows.</summary>
    public static IReadOnlyList<PlanField> Fields(StartedCycle cycle, string department, ChangeKind kind, PlanItem? item) => kind switch
    {
        ChangeKind.New => PlanFields.OfNew(cycle.Plan, cycle.Settings.Period.Year, cycle.Municipality.Department(department).Name),
        ChangeKind.Revise => PlanFields.Of(cycle.Plan, item!, cycle.Settings.Period.Year),
        _ => [],
    };
}
